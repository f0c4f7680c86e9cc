package io.ostiary.flow.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Networks of clients: the /24 of an IPv4 address, the /64 of an IPv6 address, which one household or host has. */
final class Network {

    private static final int BYTES_OF_V4 = 3;
    private static final int BYTES_OF_V6 = 8;

    private final byte[] address;
    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads a network, such as {@code 10.0.0.0/8}; without a slash one address.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is no network such as 10.0.0.0/8"));
        int bits = slash < 0 ? address.length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
        if (bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException(text + " has more bits than an address");
        }
        return new Network(address, bits);
    }

    /** The name of the network in which a client is; empty when its address is unknown. */
    static Optional<String> of(@Nullable String clientAddress) {
        return bytes(clientAddress)
                .map(bytes -> Arrays.copyOf(bytes, bytes.length == Integer.BYTES ? BYTES_OF_V4 : BYTES_OF_V6))
                .map(HexFormat.of()::formatHex);
    }

    /** Whether one of the networks has that address. */
    static boolean anyContains(List<Network> networks, @Nullable String clientAddress) {
        return bytes(clientAddress)
                .filter(bytes -> networks.stream().anyMatch(each -> each.contains(bytes)))
                .isPresent();
    }

    /** An IPv4 address that is written as an IPv6 one is an IPv4 address. */
    private static Optional<byte[]> bytes(@Nullable String text) {
        byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return Optional.empty();
        }
        return Optional.of(isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, bytes.length) : bytes);
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int i = 0; i < prefixBits; i += Byte.SIZE) {
            int mask = prefixBits - i >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefixBits - i)) & 0xff;
            if (((address[i / Byte.SIZE] ^ other[i / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
