package io.ostiary.identity.policy;

import io.ostiary.call.HttpCalls;
import io.ostiary.config.Secret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks in how many breaches a password has been, without telling it: the service learns the first
 * five of forty digits of its SHA-1 and answers with all that begin so (k-anonymity). Answers are
 * kept for a while, because forms are sent more than once.
 */
final class BreachLookup implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMillis(1500);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int KEPT_AT_MOST = 1_000;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int PREFIX = 5;
    private static final int CONNECTIONS = 8;

    /** The rest of a digest, with the number of breaches; real answers have hundreds of such lines. */
    private static final Pattern LINE = Pattern.compile("[0-9A-Fa-f]{35}(:[0-9][0-9,]*)?");

    private record Known(long breaches, Instant until) {}

    private final HttpCalls calls;
    private final String address;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT_AT_MOST;
        }
    };

    /**
     * @param address of the service, with scheme
     */
    BreachLookup(Vertx vertx, String address, Clock clock) {
        this.address = address;
        this.clock = clock;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) DEADLINE.toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(10 * CONNECTIONS);
        this.calls = new HttpCalls(vertx, options, LARGEST_ANSWER);
    }

    /**
     * In how many breaches the password has been; fails when the service gives no usable answer in
     * time.
     */
    Uni<Long> breaches(Secret password) {
        String digest = sha1(password);
        Long before = recall(digest);
        if (before != null) {
            return Uni.createFrom().item(before);
        }
        return calls.send(request(digest), Buffer.buffer(), DEADLINE)
                .map(answer -> count(answer, digest.substring(PREFIX)))
                .invoke(breaches -> remember(digest, breaches));
    }

    private RequestOptions request(String digest) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address + "/range/" + digest.substring(0, PREFIX))
                .putHeader("Add-Padding", "true")
                .putHeader("User-Agent", "ostiary");
    }

    private static long count(HttpCalls.Answer answer, String suffix) {
        if (answer.status() != 200 || answer.body() == null) {
            throw new IllegalStateException("the service answered " + answer.status() + " or too much");
        }
        boolean isList = false;
        for (String line : answer.body().toString(StandardCharsets.US_ASCII).split("\n")) {
            String entry = line.strip();
            if (LINE.matcher(entry).matches()) {
                isList = true;
                if (entry.regionMatches(true, 0, suffix, 0, suffix.length())) {
                    return breaches(entry);
                }
            }
        }
        if (!isList) {
            throw new IllegalStateException("the service's answer is no list of digests");
        }
        return 0;
    }

    private static long breaches(String entry) {
        int colon = entry.indexOf(':');
        return colon < 0 ? 1 : Long.parseLong(entry.substring(colon + 1).replace(",", ""));
    }

    private @Nullable Long recall(String digest) {
        synchronized (known) {
            Known found = known.get(digest);
            return found == null || clock.instant().isAfter(found.until()) ? null : found.breaches();
        }
    }

    private void remember(String digest, long breaches) {
        synchronized (known) {
            known.remove(digest);
            known.put(digest, new Known(breaches, clock.instant().plus(KEPT)));
        }
    }

    private static String sha1(Secret password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.bytes());
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is not available", e);
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
