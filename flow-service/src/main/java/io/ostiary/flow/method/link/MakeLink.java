package io.ostiary.flow.method.link;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.EmailFormat;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Sending;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Makes a link and the letter that carries it. An address that nobody has costs the same work: a token is made that nobody
 * gets to know.
 */
@Singleton
class MakeLink {

    private final LinkConfig config;
    private final LinkLetters texts;
    private final Clock clock;

    MakeLink(LinkConfig config, LinkLetters texts, Clock clock) {
        this.config = config;
        this.texts = texts;
        this.clock = clock;
    }

    /** A link for an address of somebody's. */
    Sending to(Flow flow, Purpose purpose, IdentitySnapshot who, CodeAddress to) {
        String token = SecretTexts.random();
        Instant expiresAt = clock.instant().plus(config.lifespan());
        return sending(
                new NewSecret(flow.id(), purpose, token, who.id(), to.via(), to.value(), expiresAt),
                List.of(texts.valid(flow, who, to, token, expiresAt)));
    }

    /**
     * A link for an address that nobody has.
     *
     * @param tell whether a letter says so
     */
    Sending toNobody(Flow flow, Purpose purpose, String typed, boolean tell) {
        Instant expiresAt = clock.instant().plus(config.lifespan());
        return sending(
                new NewSecret(flow.id(), purpose, SecretTexts.random(), null, "email", typed, expiresAt),
                tell && EmailFormat.fits(typed) ? List.of(texts.invalid(flow, typed, expiresAt)) : List.of());
    }

    /** A link that is sent nowhere and lives as long as its flow. */
    Sending handedOver(Flow flow, Purpose purpose, UUID identityId) {
        return sending(
                new NewSecret(flow.id(), purpose, SecretTexts.random(), identityId, null, null, flow.expiresAt()),
                List.of());
    }

    private static Sending sending(NewSecret secret, List<Letter> letters) {
        return new Sending(secret.purpose(), List.of(secret), letters);
    }
}
