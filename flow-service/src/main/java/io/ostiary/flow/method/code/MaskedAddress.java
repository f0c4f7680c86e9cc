package io.ostiary.flow.method.code;

/**
 * Shows enough of an address for its owner to know it, and little more: {@code an****@example.org},
 * {@code +49****17}.
 */
final class MaskedAddress {

    private static final String HIDDEN = "****";

    private MaskedAddress() {}

    static String of(String address) {
        int at = address.indexOf('@');
        if (at >= 0) {
            return at < 2 ? address : address.substring(0, 2) + HIDDEN + address.substring(at);
        }
        return address.length() < 6
                ? address
                : address.substring(0, 3) + HIDDEN + address.substring(address.length() - 2);
    }
}
