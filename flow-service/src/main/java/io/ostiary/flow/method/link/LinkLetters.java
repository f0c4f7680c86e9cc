package io.ostiary.flow.method.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.message.Letter;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The letters that carry links: {@code recovery_valid}, {@code verification_valid}, and those to
 * addresses that nobody has.
 */
@Singleton
class LinkLetters {

    private final LinkConfig config;
    private final ReturnAddresses addresses;

    LinkLetters(LinkConfig config, ReturnAddresses addresses) {
        this.config = config;
        this.addresses = addresses;
    }

    /** A letter with a link that goes on with a flow. */
    Letter valid(Flow flow, IdentitySnapshot identity, CodeAddress to, String token, Instant expiresAt) {
        String kind = flow.kind().wire();
        ObjectNode data = data(flow, to.value());
        data.put(kind + "_url", addresses.link(flow, MethodName.LINK, token));
        data.set("identity", Json.tree(identity.body()));
        data.put("expires_in_minutes", config.lifespan().toMinutes());
        return new Letter(to.via(), to.value(), kind + "_valid", data, expiresAt);
    }

    /** A letter to an address that nobody has. */
    Letter invalid(Flow flow, String to, Instant expiresAt) {
        return new Letter("email", to, flow.kind().wire() + "_invalid", data(flow, to), expiresAt);
    }

    private static ObjectNode data(Flow flow, String to) {
        ObjectNode data = Json.object();
        data.put("to", to);
        data.put("request_url", flow.requestUrl());
        data.set("transient_payload", flow.transientPayload() == null ? Json.object() : flow.transientPayload());
        return data;
    }
}
