package io.ostiary.gateway.proxy;

import io.netty.util.NetUtil;
import java.util.List;

/** A range of addresses, such as {@code 10.0.0.0/8}; without a slash one address. */
final class Network {

    private final byte[] address;

    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads a network.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException(text + " is no network such as 10.0.0.0/8");
        }
        int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits > address.length * 8) {
            throw new IllegalArgumentException(text + " has more bits than an address");
        }
        return new Network(address, bits);
    }

    static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    /** Whether one of the networks contains the address; false when the text is none. */
    static boolean anyContains(List<Network> networks, String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && networks.stream().anyMatch(each -> each.contains(bytes));
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int i = 0; i < prefixBits; i += 8) {
            int mask = prefixBits - i >= 8 ? 0xff : 0xff << (8 - (prefixBits - i)) & 0xff;
            if (((address[i / 8] ^ other[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
