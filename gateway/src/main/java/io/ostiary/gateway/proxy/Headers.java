package io.ostiary.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.ostiary.config.proof.ListenerProof;
import io.vertx.core.MultiMap;

/**
 * Which headers pass. Those of one connection don't (RFC 9110, section 7.6.1), nor do those that
 * only the gateway may set.
 */
final class Headers {

    static final CharSequence LISTENER = AsciiString.cached("Ostiary-Listener");

    static final CharSequence PROOF = AsciiString.cached(ListenerProof.HEADER);

    static final CharSequence CLIENT_ADDRESS = AsciiString.cached("Ostiary-Client-Address");

    static final CharSequence REQUEST_ID = AsciiString.cached("X-Request-Id");

    private static final String OWN = "Ostiary-";

    private Headers() {}

    /** Copies what passes. */
    static void copy(MultiMap from, MultiMap to) {
        String connection = from.get(HttpHeaderNames.CONNECTION);
        boolean named = connection != null && namesHeaders(connection);
        if (from instanceof HttpHeaders raw) {
            // as the decoder left them, without making strings of them
            raw.iteratorCharSequence().forEachRemaining(each -> {
                if (passes(each.getKey()) && !(named && isNamed(connection, each.getKey()))) {
                    to.add(each.getKey(), each.getValue());
                }
            });
        } else {
            from.forEach((name, value) -> {
                if (passes(name) && !(named && isNamed(connection, name))) {
                    to.add(name, value);
                }
            });
        }
    }

    /** The length decides first: nearly all headers are done with one comparison. */
    static boolean passes(CharSequence name) {
        return switch (name.length()) {
            case 2 -> !is(name, "te");
            case 6 -> !is(name, "expect");
            case 7 -> !is(name, "trailer") && !is(name, "upgrade");
            case 10 -> !is(name, "connection") && !is(name, "keep-alive");
            case 16 -> !is(name, "proxy-connection") && !isOwn(name);
            case 17 -> !is(name, "transfer-encoding") && !isOwn(name);
            case 19 -> !is(name, "proxy-authorization") && !isOwn(name);
            default -> !isOwn(name);
        };
    }

    private static boolean is(CharSequence name, CharSequence other) {
        return AsciiString.contentEqualsIgnoreCase(name, other);
    }

    private static boolean isOwn(CharSequence name) {
        return name.length() >= OWN.length()
                && (name.charAt(0) | 0x20) == 'o'
                && is(name.subSequence(0, OWN.length()), OWN);
    }

    private static boolean namesHeaders(String connection) {
        return !connection.equalsIgnoreCase("keep-alive") && !connection.equalsIgnoreCase("close");
    }

    private static boolean isNamed(String connection, CharSequence name) {
        for (String each : connection.split(",")) {
            if (is(each.strip(), name)) {
                return true;
            }
        }
        return false;
    }
}
