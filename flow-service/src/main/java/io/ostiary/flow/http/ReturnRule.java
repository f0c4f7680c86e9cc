package io.ostiary.flow.http;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Reads a rule; empty when it is none, as what has neither scheme nor path. */
    static Optional<ReturnRule> of(String address) {
        return WebAddress.read(address)
                .filter(rule -> rule.scheme() != null
                        || rule.authority() == null && !rule.path().isEmpty())
                .map(rule -> new ReturnRule(lower(rule.scheme()), rule.place(), orSlash(rule.path())));
    }

    /** Whether an address is under this one, both by its path as it is and by what lenient servers make of that. */
    boolean covers(WebAddress address) {
        return scheme.equals(lower(address.scheme()))
                && isHost(address.place())
                && orSlash(address.path()).startsWith(path)
                && orSlash(address.pathOfLenientServers()).startsWith(path)
                && !address.leadsUpAtLenientServers();
    }

    private boolean isHost(String wanted) {
        return host.startsWith("*") ? wanted.endsWith(host.substring(1)) : host.equals(wanted);
    }

    private static String orSlash(String path) {
        return path.isEmpty() ? "/" : path;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
