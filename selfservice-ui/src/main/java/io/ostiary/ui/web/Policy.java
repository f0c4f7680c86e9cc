package io.ostiary.ui.web;

import io.ostiary.pages.web.PageHeaders;
import java.util.List;
import java.util.Map;

/**
 * The headers of every page. The policy allows nothing but the pages' own files, the API's passkey
 * script, and forms that lead where the configuration says.
 */
final class Policy {

    private Policy() {}

    static PageHeaders of(UiSettings settings) {
        List<String> targets = settings.formTargets();
        String forms = targets.isEmpty() ? "" : "; form-action 'self' " + String.join(" ", targets);
        return new PageHeaders(
                "script-src 'self' " + settings.publicUrl() + "/.well-known/ory/webauthn.js"
                        + "; style-src 'self'; img-src 'self' data:; connect-src 'self'" + forms,
                Map.of(
                        // A stricter one would turn the Origin of form posts into null.
                        "Referrer-Policy",
                        "strict-origin-when-cross-origin",
                        "Permissions-Policy",
                        "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(),"
                                + " geolocation=(), microphone=()"));
    }
}
