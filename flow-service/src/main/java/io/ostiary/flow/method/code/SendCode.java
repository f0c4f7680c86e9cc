package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.outbox.write.Consequence;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Makes the codes by which people sign in and sign up, stores them with the flow, and sends them.
 */
@Singleton
class SendCode {

    private final CodeConfig config;
    private final PostgresSecrets secrets;
    private final FlowRepository flows;
    private final Letters letters;
    private final Clock clock;

    SendCode(CodeConfig config, PostgresSecrets secrets, FlowRepository flows, Letters letters, Clock clock) {
        this.config = config;
        this.secrets = secrets;
        this.flows = flows;
        this.letters = letters;
        this.clock = clock;
    }

    /**
     * Codes to send.
     *
     * @param purpose {@code LOGIN_CODE} or {@code REGISTRATION_CODE}
     * @param identityId whose they are; null for somebody who signs up
     * @param to where they go: each address gets a code of its own
     * @param template which letter; null: none
     * @param key the word of the contract for the code in a template
     * @param about what else a template may show
     */
    record Order(
            Purpose purpose, UUID identityId, List<CodeAddress> to, String template, String key, ObjectNode about) {}

    /** Stores the flow and new codes in place of earlier ones, and sends them. */
    Uni<Void> send(Flow flow, Attempt attempt, Order order) {
        Instant expiresAt = clock.instant().plus(config.lifespan());
        List<NewSecret> made = new ArrayList<>();
        List<Consequence> sent = new ArrayList<>();
        for (CodeAddress to : order.to()) {
            String code = SecretTexts.digits(CodeConfig.DIGITS);
            made.add(new NewSecret(
                    flow.id(), order.purpose(), code, order.identityId(), to.via(), to.value(), expiresAt));
            if (order.template() != null) {
                sent.add(letters.effect(
                        attempt.id() + "/message/" + sent.size(), letter(flow, order, to, code, expiresAt)));
            }
        }
        return flows.decide(flow, session -> replace(session, flow, order, made), sent)
                .invoke(letters::handOverLater)
                .replaceWithVoid();
    }

    private Uni<Void> replace(Mutiny.Session session, Flow flow, Order order, List<NewSecret> made) {
        Uni<Void> written = secrets.forget(session, flow.id(), order.purpose());
        for (NewSecret each : made) {
            written = written.chain(() -> secrets.add(session, each));
        }
        return written;
    }

    private Letter letter(Flow flow, Order order, CodeAddress to, String code, Instant expiresAt) {
        ObjectNode data = Json.object();
        data.put("to", to.value());
        data.put(order.key(), code);
        data.put("request_url", flow.requestUrl());
        data.put("request_url_domain", URI.create(flow.requestUrl()).getHost());
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        data.setAll(order.about());
        return new Letter(to.via(), to.value(), order.template(), data, expiresAt);
    }
}
