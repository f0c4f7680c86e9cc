package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Sending;
import io.ostiary.internal.identity.CodeAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the codes by which people sign in and sign up, and the letters that carry them. */
@Singleton
class MakeCode {

    private final CodeConfig config;
    private final Clock clock;

    MakeCode(CodeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Codes to send.
     *
     * @param purpose {@code LOGIN_CODE} or {@code REGISTRATION_CODE}
     * @param identityId whose they are; null for somebody who signs up, or a stranger
     * @param to where they go: each address gets a code of its own
     * @param template which letter; null: none
     * @param key the word of the contract for the code in a template
     * @param about what else a template may show
     */
    record Order(
            Purpose purpose,
            @Nullable UUID identityId,
            List<CodeAddress> to,
            @Nullable String template,
            String key,
            ObjectNode about) {}

    /** New codes for a flow. */
    Sending of(Flow flow, Order order) {
        Instant expiresAt = clock.instant().plus(config.lifespan());
        List<NewSecret> secrets = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (CodeAddress to : order.to()) {
            String code = SecretTexts.digits(CodeConfig.DIGITS);
            secrets.add(new NewSecret(
                    flow.id(), order.purpose(), code, order.identityId(), to.via(), to.value(), expiresAt));
            if (order.template() != null) {
                letters.add(letter(flow, order, order.template(), to, code, expiresAt));
            }
        }
        return new Sending(order.purpose(), secrets, letters);
    }

    private Letter letter(Flow flow, Order order, String template, CodeAddress to, String code, Instant expiresAt) {
        ObjectNode data = Json.object();
        data.put("to", to.value());
        data.put(order.key(), code);
        data.put("request_url", flow.requestUrl());
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        LoginChallenges.putAbout(flow, data);
        data.setAll(order.about());
        if (to.via().equals("sms")) {
            forTextMessage(flow, data);
        }
        return new Letter(to.via(), to.value(), template, data, expiresAt);
    }

    /** Text messages are bound to the site that asked; for traits the contract has another word in them. */
    private static void forTextMessage(Flow flow, ObjectNode data) {
        data.put("request_url_domain", URI.create(flow.requestUrl()).getHost());
        if (data.has("traits")) {
            data.set("identity", data.remove("traits"));
        }
    }
}
