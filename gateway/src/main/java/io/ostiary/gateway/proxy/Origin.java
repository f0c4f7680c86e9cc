package io.ostiary.gateway.proxy;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param clientAddress the peer, or what a trusted proxy reports
 * @param trusted whether what the peer reports is believed
 * @param requestId of the request, in answers and logs: as a trusted peer gave it, else made here
 */
record Origin(String clientAddress, boolean trusted, String requestId) {

    private static final CharSequence HOST = AsciiString.cached("X-Forwarded-Host");

    private static final CharSequence SCHEME = AsciiString.cached("X-Forwarded-Proto");

    /** What proxies report of a client. From anybody else it is a claim. */
    private static final List<CharSequence> CLAIMS = List.of(
            HOST,
            SCHEME,
            AsciiString.cached("X-Forwarded-For"),
            AsciiString.cached("X-Forwarded-Port"),
            AsciiString.cached("X-Forwarded-Prefix"),
            AsciiString.cached("Forwarded"),
            AsciiString.cached("X-Real-IP"),
            AsciiString.cached("True-Client-IP"),
            AsciiString.cached("Cf-Connecting-IP"),
            AsciiString.cached("Cf-IpCity"),
            AsciiString.cached("Cf-IpCountry"));

    /**
     * Leaves in the headers for a service only what is believed and can be read, and says where the
     * request comes from.
     *
     * @param headers of the request to the service, copied from those of the client
     */
    void writeTo(MultiMap headers) {
        if (!trusted) {
            CLAIMS.forEach(headers::remove);
        } else {
            keep(headers, HOST, host(headers.get(HOST)));
            keep(headers, SCHEME, scheme(headers.get(SCHEME)));
        }
        headers.set(Headers.CLIENT_ADDRESS, clientAddress);
        headers.set(Headers.REQUEST_ID, requestId);
    }

    private static void keep(MultiMap headers, CharSequence name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.set(name, value);
        }
    }

    private static @Nullable String host(@Nullable String reported) {
        String first = first(reported);
        return first != null && !first.isEmpty() && HostName.isReadable(first) ? first : null;
    }

    private static @Nullable String scheme(@Nullable String reported) {
        String first = first(reported);
        return "http".equalsIgnoreCase(first) || "https".equalsIgnoreCase(first) ? first : null;
    }

    /** Of several proxies the one next to the client speaks first. */
    private static @Nullable String first(@Nullable String list) {
        return list == null ? null : list.split(",", 2)[0].strip();
    }
}
