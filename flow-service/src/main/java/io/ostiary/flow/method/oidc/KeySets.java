package io.ostiary.flow.method.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of providers, kept for an hour. A token that names a key which is not among them has them fetched anew,
 * because providers change keys; but not more often than every ten seconds for each provider, for anybody can invent
 * names.
 */
@Singleton
class KeySets {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofSeconds(10);
    private static final int MOST = 200;

    private final Wire wire;
    private final Clock clock;
    private final Kept<JWKSet> kept;
    private final Map<String, Instant> renewed = new HashMap<>();

    KeySets(Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
        this.kept = new Kept<>(FRESH, MOST, clock, this::fetch);
    }

    /** The keys under an address, with the named one among them if the provider has it. @param name null: any */
    Uni<JWKSet> with(String url, @Nullable String name) {
        return kept.of(url)
                .chain(keys -> name == null || keys.getKeyByKeyId(name) != null || !mayRenew(url)
                        ? Uni.createFrom().item(keys)
                        : kept.newerThan(url, clock.instant()));
    }

    private synchronized boolean mayRenew(String url) {
        Instant now = clock.instant();
        Instant before = renewed.get(url);
        if (before != null && before.plus(BETWEEN).isAfter(now)) {
            return false;
        }
        renewed.put(url, now);
        return true;
    }

    private Uni<JWKSet> fetch(String url) {
        return wire.send(Call.get(url)).map(KeySets::read);
    }

    private static JWKSet read(Reply reply) {
        try {
            return JWKSet.parse(reply.required().toString());
        } catch (ParseException e) {
            throw Reply.unusable("The provider's keys can't be read.");
        }
    }
}
