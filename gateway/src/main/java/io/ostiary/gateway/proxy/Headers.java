package io.ostiary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Which headers pass. Those of one connection don't (RFC 9110, section 7.6.1), nor do those that
 * only the gateway may set.
 */
final class Headers {

    static final CharSequence LISTENER = HttpHeaders.createOptimized("Ostiary-Listener");

    static final CharSequence CLIENT_ADDRESS = HttpHeaders.createOptimized("Ostiary-Client-Address");

    private static final String OWN = "Ostiary-";

    private Headers() {}

    /** Copies what passes. */
    static void copy(MultiMap from, MultiMap to) {
        String connection = from.get(HttpHeaders.CONNECTION);
        boolean named = connection != null && namesHeaders(connection);
        from.forEach(
                (name, value) -> {
                    if (passes(name) && !(named && isNamed(connection, name))) {
                        to.add(name, value);
                    }
                });
    }

    /** The length decides first: nearly all headers are done with one comparison. */
    static boolean passes(String name) {
        return switch (name.length()) {
            case 2 -> !name.equalsIgnoreCase("te");
            case 6 -> !name.equalsIgnoreCase("expect");
            case 7 -> !name.equalsIgnoreCase("trailer") && !name.equalsIgnoreCase("upgrade");
            case 10 -> !name.equalsIgnoreCase("connection") && !name.equalsIgnoreCase("keep-alive");
            default ->
                    !isOwn(name)
                            && !(name.length() == 17 && name.equalsIgnoreCase("transfer-encoding"))
                            && !(name.length() == 16 && name.equalsIgnoreCase("proxy-connection"))
                            && !(name.length() == 19 && name.equalsIgnoreCase("proxy-authorization"));
        };
    }

    private static boolean isOwn(String name) {
        return (name.charAt(0) | 0x20) == 'o' && name.regionMatches(true, 0, OWN, 0, OWN.length());
    }

    private static boolean namesHeaders(String connection) {
        return !connection.equalsIgnoreCase("keep-alive") && !connection.equalsIgnoreCase("close");
    }

    private static boolean isNamed(String connection, String name) {
        for (String each : connection.split(",")) {
            if (each.strip().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
