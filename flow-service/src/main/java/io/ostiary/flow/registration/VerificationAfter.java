package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Query;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.internal.identity.BeginVerification;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    static BeginVerification of(Flow flow, @Nullable String csrfCookie) {
        ObjectNode context = Json.object();
        flow.handGenerationTo(context);
        flow.handLanguagesTo(context);
        if (csrfCookie != null) {
            context.put("csrf_token", CsrfTokens.mask(csrfCookie));
        }
        if (flow.transientPayload() != null) {
            context.set("transient_payload", flow.transientPayload());
        }
        LoginChallenges.of(flow).ifPresent(challenge -> context.put(LoginChallenges.PARAMETER, challenge));
        String own = ReturnAddresses.queryOf(flow.requestUrl(), RETURN_TO);
        return own == null || own.isEmpty()
                ? new BeginVerification(flow.type().wire(), flow.requestUrl(), flow.returnTo(), context)
                : new BeginVerification(flow.type().wire(), requestUrl(flow.requestUrl(), own), own, context);
    }

    /** The registration's address, with the verification's own {@code return_to}. */
    static String requestUrl(String address, String returnTo) {
        String kept = Query.of(address).values().entrySet().stream()
                .filter(each ->
                        !each.getKey().equals(RETURN_TO) && !each.getKey().equals("return_to"))
                .flatMap(each -> each.getValue().stream().map(value -> Query.pair(each.getKey(), value)))
                .collect(Collectors.joining("&"));
        String base = address.replaceFirst("[?#].*", "");
        return ReturnAddresses.with(kept.isEmpty() ? base : base + "?" + kept, "return_to", returnTo);
    }
}
