package io.ostiary.ui.web;

import io.vertx.core.MultiMap;
import java.util.List;

/**
 * The headers of every page. The policy allows nothing but the pages' own files, the API's passkey
 * script, and forms that lead where the configuration says.
 */
final class PageHeaders {

    private final String policy;

    PageHeaders(UiSettings settings) {
        List<String> targets = settings.formTargets();
        String forms = targets.isEmpty() ? "" : "; form-action 'self' " + String.join(" ", targets);
        policy = "default-src 'none'"
                + "; script-src 'self' " + settings.publicUrl() + "/.well-known/ory/webauthn.js"
                + "; style-src 'self'"
                + "; img-src 'self' data:"
                + "; connect-src 'self'"
                + "; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
                + forms;
    }

    void put(MultiMap headers) {
        headers.set("Content-Security-Policy", policy)
                // A stricter one would turn the Origin of form posts into null.
                .set("Referrer-Policy", "strict-origin-when-cross-origin")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set(
                        "Permissions-Policy",
                        "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(),"
                                + " geolocation=(), microphone=()")
                .set("X-Robots-Tag", "noindex");
    }
}
