package io.ostiary.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids by which a request is found in the logs of all services. They tell requests apart, and are no secret. */
final class RequestId {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._=:+/@-]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    /** A new one: 128 random bits. */
    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    /** The one that a trusted proxy gave, where it can stand in a log; else a new one. */
    static String reported(MultiMap headers) {
        @Nullable String reported = headers.get(Headers.REQUEST_ID);
        return reported != null && FORM.matcher(reported).matches() ? reported : next();
    }
}
