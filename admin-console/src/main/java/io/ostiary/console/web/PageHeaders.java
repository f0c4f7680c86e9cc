package io.ostiary.console.web;

import io.vertx.core.MultiMap;

/** The headers of every page: nothing but the console's own files, and forms that lead to it. */
final class PageHeaders {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private PageHeaders() {}

    static void put(MultiMap headers) {
        headers.set("Content-Security-Policy", POLICY)
                // A stricter one would turn the Origin of form posts into null.
                .set("Referrer-Policy", "same-origin")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .set("X-Robots-Tag", "noindex")
                .set("Cache-Control", "no-store");
    }
}
