package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Redeems a code (RFC 6749, section 4.1.3). */
record TokenRequest(ProviderSettings settings, Vendor vendor, Wire wire) {

    /** Sends it. @return fails with {@link Problem.ProviderRefused} when the provider gives no token for it */
    Uni<Tokens> send(String url, Map<String, String> fields) {
        if (vendor.redeemsByJson) {
            return wire.send(Call.json(url, asJson(fields))).map(this::tokens);
        }
        Map<String, String> form = vendor.tokenForm.apply(new LinkedHashMap<>(fields));
        String secret = vendor.clientSecret.apply(settings).orElseGet(settings::secret);
        return switch (vendor.secret) {
            case FORM -> wire.send(inForm(url, form, secret)).map(this::tokens);
            case HEADER -> wire.send(inHeader(url, form, secret)).map(this::tokens);
            // A code that was sent to a server which does not know the client is not used up.
            case EITHER ->
                wire.send(inHeader(url, form, secret))
                        .chain(reply -> isUnknownClient(reply)
                                ? wire.send(inForm(url, form, secret))
                                : Uni.createFrom().item(reply))
                        .map(this::tokens);
        };
    }

    private String asJson(Map<String, String> fields) {
        return Json.object()
                .put("clientId", settings.clientId())
                .put("clientSecret", settings.secret())
                .put("code", fields.get("code"))
                .put("grantType", fields.get("grant_type"))
                .toString();
    }

    private static boolean isUnknownClient(Reply reply) {
        return reply.status() == 401
                || reply.status() == 400
                        && reply.json().path("error").asText("").equals("invalid_client");
    }

    private Call inForm(String url, Map<String, String> form, String secret) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", settings.clientId());
        if (!secret.isEmpty()) {
            all.put("client_secret", secret);
        }
        return Call.form(url, all);
    }

    /** Both parts are encoded as in a form first (section 2.3.1). */
    private Call inHeader(String url, Map<String, String> form, String secret) {
        String pair = encoded(settings.clientId()) + ":" + encoded(secret);
        return Call.form(url, form)
                .with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Tokens tokens(Reply reply) {
        JsonNode answer = reply.unlessRedirect().json();
        if (!reply.isFine() || !answer.isObject()) {
            throw refused(answer.path("error").asText(Integer.toString(reply.status())));
        }
        Tokens tokens = vendor.tokens.apply(answer);
        if (tokens.access().isEmpty() && tokens.id().isEmpty()) {
            // Some vendors tell errors with 200.
            throw refused(answer.path("error").asText("no token"));
        }
        return tokens;
    }

    /** @param why one of the words of RFC 6749, section 5.2, if the provider keeps to it */
    private ProblemException refused(String why) {
        String word = Optional.of(why)
                .filter(text -> text.matches("[A-Za-z0-9_ ]{1,60}"))
                .orElse("an error");
        return new ProblemException(new Problem.ProviderRefused(
                "The provider " + settings.id() + " did not accept what it gave out itself: " + word + "."));
    }
}
