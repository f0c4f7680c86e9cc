package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.SecretTexts;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.verification.VerificationConfig;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Makes the code of a verification, and the letter that carries it. An address that nobody has costs the same work: a code
 * is made that nobody gets to know.
 */
@Singleton
class SendVerificationCode {

    private final CodeConfig config;
    private final VerificationConfig verification;
    private final ReturnAddresses addresses;
    private final Clock clock;

    SendVerificationCode(CodeConfig config, VerificationConfig verification, ReturnAddresses addresses, Clock clock) {
        this.config = config;
        this.verification = verification;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** A code for an address of somebody's. */
    Sending to(Flow flow, IdentitySnapshot who, CodeAddress address) {
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        Instant expiresAt = clock.instant().plus(config.lifespan());
        return sending(
                new NewSecret(
                        flow.id(),
                        Purpose.VERIFICATION_CODE,
                        code,
                        who.id(),
                        address.via(),
                        address.value(),
                        expiresAt),
                List.of(letter(flow, who, address, code, expiresAt)));
    }

    /** A code for an address that nobody has. */
    Sending toNobody(Flow flow, CodeAddress address) {
        String code = SecretTexts.digits(CodeConfig.DIGITS);
        Instant expiresAt = clock.instant().plus(config.lifespan());
        return sending(
                new NewSecret(
                        flow.id(), Purpose.VERIFICATION_CODE, code, null, address.via(), address.value(), expiresAt),
                toStranger(flow, address, expiresAt));
    }

    private static Sending sending(NewSecret secret, List<Letter> letters) {
        return new Sending(Purpose.VERIFICATION_CODE, List.of(secret), letters);
    }

    private Letter letter(Flow flow, IdentitySnapshot who, CodeAddress address, String code, Instant expiresAt) {
        ObjectNode data = Json.object();
        data.put("to", address.value());
        data.put("verification_code", code);
        if (address.via().equals("sms")) {
            // A text message has no room for a link; phones offer its code to this site alone.
            data.put("request_url_domain", URI.create(flow.requestUrl()).getHost());
        } else {
            data.put(
                    "verification_url",
                    addresses.ofPublic("/self-service/verification?code=" + code + "&flow=" + flow.id()));
        }
        data.set("identity", Json.tree(who.body()));
        data.put("request_url", flow.requestUrl());
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        return new Letter(address.via(), address.value(), "verification_code_valid", data, expiresAt);
    }

    private List<Letter> toStranger(Flow flow, CodeAddress address, Instant expiresAt) {
        if (!verification.notifiesUnknownRecipients() || !address.via().equals("email")) {
            return List.of();
        }
        ObjectNode data = Json.object().put("to", address.value()).put("request_url", flow.requestUrl());
        return List.of(new Letter("email", address.value(), "verification_code_invalid", data, expiresAt));
    }
}
