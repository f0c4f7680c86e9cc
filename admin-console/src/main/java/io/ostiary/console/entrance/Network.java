package io.ostiary.console.entrance;

import java.net.InetAddress;

/**
 * A range of addresses.
 *
 * @param address its first one
 * @param bits how many of its bits count
 */
record Network(InetAddress address, int bits) {

    /**
     * Reads a network, such as {@code 10.0.0.0/8}; without a slash one address.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int most = address.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits > most) {
            throw new IllegalArgumentException(text + " has more bits than an address");
        }
        return new Network(address, bits);
    }

    /** Whether it has that address; an IPv4 address that is written as an IPv6 one is an IPv4 address. */
    boolean contains(String other) {
        try {
            byte[] mine = address.getAddress();
            byte[] theirs = InetAddress.ofLiteral(other).getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
