package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.recovery.RecoveryConfig;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Sending;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes the code of a recovery, and the letter that carries it. An address that nobody has costs the same work: a code is
 * made that nobody gets to know.
 */
@Singleton
class SendRecoveryCode {

    private final CodeConfig config;
    private final RecoveryConfig recovery;
    private final Clock clock;

    SendRecoveryCode(CodeConfig config, RecoveryConfig recovery, Clock clock) {
        this.config = config;
        this.recovery = recovery;
        this.clock = clock;
    }

    /**
     * A code for whoever has an address.
     *
     * @param via {@code email} or {@code sms}
     * @param typed the address that was asked for
     * @param found whose it is
     */
    Sending to(Flow flow, String via, String typed, Addresses.FoundRecovery found) {
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        Instant expiresAt = clock.instant().plus(config.lifespan());
        IdentitySnapshot identity = found.identity();
        if (identity == null) {
            return sending(
                    new NewSecret(flow.id(), Purpose.RECOVERY_CODE, code, null, via, typed, expiresAt),
                    toStranger(flow, via, typed, expiresAt));
        }
        Letter letter = valid(flow, identity, found, code, expiresAt);
        return sending(
                new NewSecret(
                        flow.id(),
                        Purpose.RECOVERY_CODE,
                        code,
                        identity.id(),
                        letter.via(),
                        letter.recipient(),
                        expiresAt),
                List.of(letter));
    }

    /** A code that is sent nowhere and lives as long as its flow. */
    Sending handedOver(Flow flow, UUID identityId) {
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        return sending(
                new NewSecret(flow.id(), Purpose.RECOVERY_CODE, code, identityId, null, null, flow.expiresAt()),
                List.of());
    }

    private static Sending sending(NewSecret secret, List<Letter> letters) {
        return new Sending(Purpose.RECOVERY_CODE, List.of(secret), letters);
    }

    private List<Letter> toStranger(Flow flow, String via, String to, Instant expiresAt) {
        return recovery.notifiesUnknownRecipients() && via.equals("email")
                ? List.of(new Letter("email", to, "recovery_code_invalid", data(flow, to), expiresAt))
                : List.of();
    }

    private Letter valid(
            Flow flow, IdentitySnapshot identity, Addresses.FoundRecovery found, String code, Instant expiresAt) {
        String via = Objects.requireNonNull(found.via());
        String to = Objects.requireNonNull(found.value());
        ObjectNode data = data(flow, to);
        boolean sms = via.equals("sms");
        // The contract has another word in text messages.
        data.put(sms ? "verification_code" : "recovery_code", code);
        if (sms) {
            data.put("request_url_domain", URI.create(flow.requestUrl()).getHost());
        }
        data.set("identity", Json.tree(identity.body()));
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        return new Letter(via, to, "recovery_code_valid", data, expiresAt);
    }

    private static ObjectNode data(Flow flow, String to) {
        ObjectNode data = Json.object();
        data.put("to", to);
        data.put("request_url", flow.requestUrl());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        return data;
    }
}
