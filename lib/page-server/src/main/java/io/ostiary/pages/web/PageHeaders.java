package io.ostiary.pages.web;

import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * The headers of every page: nothing is kept, framed, guessed or indexed.
 *
 * @param policy {@code Content-Security-Policy}, without what all pages share
 * @param others headers that differ between pages
 */
public record PageHeaders(String policy, Map<String, String> others) {

    private static final String SHARED =
            "; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public PageHeaders {
        others = Map.copyOf(others);
    }

    void put(MultiMap headers) {
        headers.set("Content-Security-Policy", "default-src 'none'; " + policy + SHARED)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("X-Robots-Tag", "noindex")
                .set("Cache-Control", "no-store");
        others.forEach(headers::set);
    }
}
