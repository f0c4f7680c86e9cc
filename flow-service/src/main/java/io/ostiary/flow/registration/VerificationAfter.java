package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.internal.identity.BeginVerification;
import java.util.ArrayList;
import java.util.List;

/** The verification that follows a registration. */
final class VerificationAfter {

    /** The query parameter that says where the person goes once the address is verified. */
    static final String RETURN_TO = "after_verification_return_to";

    private VerificationAfter() {}

    /**
     * What it takes over from the registration.
     *
     * @param csrfCookie the anti-forgery token of the browser from now on; null for native apps
     */
    static BeginVerification of(Flow flow, String csrfCookie) {
        ObjectNode context = Json.object();
        if (csrfCookie != null) {
            context.put("csrf_token", CsrfTokens.mask(csrfCookie));
        }
        if (flow.transientPayload() != null) {
            context.set("transient_payload", flow.transientPayload());
        }
        String own = ReturnAddresses.queryOf(flow.requestUrl(), RETURN_TO);
        return own == null || own.isEmpty()
                ? new BeginVerification(flow.type().wire(), flow.requestUrl(), flow.returnTo(), context)
                : new BeginVerification(flow.type().wire(), requestUrl(flow.requestUrl(), own), own, context);
    }

    /** The registration's address, with the verification's own {@code return_to}. */
    static String requestUrl(String address, String returnTo) {
        int at = address.indexOf('?');
        List<String> kept = new ArrayList<>();
        for (String pair : address.substring(at + 1).split("&")) {
            if (!pair.startsWith(RETURN_TO + "=") && !pair.startsWith("return_to=")) {
                kept.add(pair);
            }
        }
        String base = address.substring(0, at) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        return ReturnAddresses.with(base, "return_to", returnTo);
    }
}
