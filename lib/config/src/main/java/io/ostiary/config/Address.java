package io.ostiary.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of a server that the operator writes: {@code scheme://user:password@host:port/path?query}. Unlike {@link
 * java.net.URI} it takes host names with underscores, which compose files give their services.
 *
 * @param scheme in lower case
 * @param user login, unescaped; null: none
 * @param password its password; null: none
 * @param host name or address; an IPv6 address stands in brackets
 * @param port TCP port; -1: none is given
 * @param path what comes after the host, unescaped, with its slash; may be empty
 * @param query its parameters, unescaped; of two with one name the last counts
 */
public record Address(
        String scheme,
        @Nullable String user,
        @Nullable Secret password,
        String host,
        int port,
        String path,
        Map<String, String> query) {

    private static final Pattern FORM = Pattern.compile(
            "([a-zA-Z][a-zA-Z0-9+.-]*)://(?:([^/?#\\s]*)@)?(\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{N}._~-]+)(?::([0-9]{1,5}))?(/[^?#\\s]*)?(?:\\?([^#\\s]*))?");

    private static final int MOST = 65_535;

    public Address {
        query = Map.copyOf(query);
    }

    /** Reads an address; empty when it is none. A plus sign stays one. */
    public static Optional<Address> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            String login = form.group(2);
            int colon = login == null ? -1 : login.indexOf(':');
            int port = form.group(4) == null ? -1 : Integer.parseInt(form.group(4));
            return port > MOST
                    ? Optional.empty()
                    : Optional.of(new Address(
                            form.group(1).toLowerCase(Locale.ROOT),
                            login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon)),
                            login == null || colon < 0 ? null : Secret.of(decoded(login.substring(colon + 1))),
                            form.group(3),
                            port,
                            form.group(5) == null ? "" : decoded(form.group(5)),
                            parameters(form.group(6))));
        } catch (IllegalArgumentException e) {
            // A percent sign that escapes nothing.
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String each : query.split("&")) {
                String[] pair = each.split("=", 2);
                parameters.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
