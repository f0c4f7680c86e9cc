package io.ostiary.flow.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address under which browsers and apps may be sent, of {@code selfservice.allowed_return_urls}.
 * Scheme and host have to be the same, a star at the host's beginning stands for any text; the path
 * is a prefix.
 *
 * @param scheme in lower case; empty for an address without scheme and host
 * @param host with port, in lower case; empty as in {@code app://}
 * @param path at least a slash
 */
record ReturnRule(String scheme, String host, String path) {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\s]*))?(/[^?#]*)?(?:[?#].*)?");

    /** Reads a rule; empty when it is none, as what has neither scheme nor path. */
    static Optional<ReturnRule> of(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || parts.group(1) == null && parts.group(3) == null) {
            return Optional.empty();
        }
        return Optional.of(new ReturnRule(
                lower(parts.group(1)), lower(parts.group(2)), parts.group(3) == null ? "/" : parts.group(3)));
    }

    /**
     * Whether an address is under this one.
     *
     * @param scheme null or empty: none
     * @param authority host and port; null or empty: none
     * @param path without query and fragment; empty stands for a slash
     */
    boolean covers(String scheme, String authority, String path) {
        String wanted = lower(authority);
        boolean sameHost = host.startsWith("*") ? wanted.endsWith(host.substring(1)) : host.equals(wanted);
        return this.scheme.equals(lower(scheme)) && sameHost && (path.isEmpty() ? "/" : path).startsWith(this.path);
    }

    /**
     * Parses an address that a client asks for. An app's address may be a scheme alone ({@code
     * app://}), which {@link URI} knows only with a path.
     */
    static URI parse(String address) throws URISyntaxException {
        return new URI(address.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)(?=$|[?#])", "$1/"));
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
