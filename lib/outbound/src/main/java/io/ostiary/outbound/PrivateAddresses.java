package io.ostiary.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Addresses that are nobody's on the internet: the IANA special-purpose registries (RFC 6890 and its updates), multicast,
 * and everything of IPv6 outside of the global unicast range 2000::/3.
 */
final class PrivateAddresses {

    private record Range(byte[] network, int bits) {

        static Range of(String text) {
            int slash = text.indexOf('/');
            return new Range(literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> PRIVATE_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    private static final List<Range> GLOBAL_6 = ranges("2000::/3");

    /** 2002::/16 (6to4) and 2001::/23 (Teredo and others) can carry a private IPv4 address inside. */
    private static final List<Range> PRIVATE_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PrivateAddresses() {}

    /** Whether an address must not be reached where private addresses are refused. */
    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? in(PRIVATE_4, bytes) : !in(GLOBAL_6, bytes) || in(PRIVATE_6, bytes);
    }

    private static boolean in(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... texts) {
        return List.of(texts).stream().map(Range::of).toList();
    }

    /** No name is looked up: the text is an address. */
    private static byte[] literal(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
