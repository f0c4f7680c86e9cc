package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.recovery.RecoveryConfig;
import io.ostiary.flow.recovery.RecoveryMethod;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.outbox.write.Consequence;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Makes a recovery code, stores it with the flow and sends it. An address that nobody has costs the
 * same work: a code is stored that nobody gets to know, and the answer doesn't wait for the letter.
 */
@Singleton
class SendRecoveryCode {

    private final CodeConfig config;
    private final RecoveryConfig recovery;
    private final PostgresSecrets secrets;
    private final FlowRepository flows;
    private final Letters letters;
    private final Clock clock;

    SendRecoveryCode(
            CodeConfig config,
            RecoveryConfig recovery,
            PostgresSecrets secrets,
            FlowRepository flows,
            Letters letters,
            Clock clock) {
        this.config = config;
        this.recovery = recovery;
        this.secrets = secrets;
        this.flows = flows;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * Stores the flow and a new code in place of earlier ones, and sends the code.
     *
     * @param typed the address that was asked for
     * @param found whose it is
     */
    Uni<Void> send(RecoveryMethod.Sent sent, String via, String typed, Addresses.FoundRecovery found) {
        Flow flow = sent.flow();
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        Instant expiresAt = clock.instant().plus(config.lifespan());
        NewSecret secret = found.identity() == null
                ? new NewSecret(flow.id(), Purpose.RECOVERY_CODE, code, null, via, typed, expiresAt)
                : new NewSecret(
                        flow.id(),
                        Purpose.RECOVERY_CODE,
                        code,
                        found.identity().id(),
                        found.via(),
                        found.value(),
                        expiresAt);
        return flows.decide(
                        flow,
                        session -> secrets.forget(session, flow.id(), Purpose.RECOVERY_CODE)
                                .chain(() -> secrets.add(session, secret)),
                        letter(sent, typed, via, found, code, expiresAt))
                .invoke(letters::handOverLater)
                .replaceWithVoid();
    }

    private List<Consequence> letter(
            RecoveryMethod.Sent sent,
            String typed,
            String via,
            Addresses.FoundRecovery found,
            String code,
            Instant expiresAt) {
        String key = sent.attempt().id() + "/message";
        if (found.identity() != null) {
            return List.of(letters.effect(key, valid(sent.flow(), found, code, expiresAt)));
        }
        return recovery.notifiesUnknownRecipients() && via.equals("email")
                ? List.of(letters.effect(key, invalid(sent.flow(), typed, expiresAt)))
                : List.of();
    }

    private Letter valid(Flow flow, Addresses.FoundRecovery found, String code, Instant expiresAt) {
        ObjectNode data = data(flow, found.value());
        boolean sms = found.via().equals("sms");
        // The contract has another word in text messages.
        data.put(sms ? "verification_code" : "recovery_code", code);
        if (sms) {
            data.put("request_url_domain", URI.create(flow.requestUrl()).getHost());
        }
        data.set("identity", Json.tree(found.identity().body()));
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        return new Letter(found.via(), found.value(), "recovery_code_valid", data, expiresAt);
    }

    private static Letter invalid(Flow flow, String to, Instant expiresAt) {
        return new Letter("email", to, "recovery_code_invalid", data(flow, to), expiresAt);
    }

    private static ObjectNode data(Flow flow, String to) {
        ObjectNode data = Json.object();
        data.put("to", to);
        data.put("request_url", flow.requestUrl());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        return data;
    }
}
