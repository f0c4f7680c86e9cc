package io.ostiary.outbound;

import io.ostiary.config.Configuration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which addresses may be called: {@code clients.http.disallow_private_ip_ranges} (false where it is not set) and {@code
 * clients.http.private_ip_exception_urls}.
 *
 * @param refusesPrivate whether private addresses are refused
 * @param exceptions addresses that may be called all the same, without query
 */
public record OutboundRules(boolean refusesPrivate, List<Pattern> exceptions) {

    private static final String KEY = "clients.http.";

    /** What the configuration says. */
    public static OutboundRules of(Configuration configuration) {
        return new OutboundRules(
                configuration.optionalBool(KEY + "disallow_private_ip_ranges").orElse(false),
                configuration.list(KEY + "private_ip_exception_urls").stream()
                        .map(UrlGlob::pattern)
                        .toList());
    }

    /** Whether an address has to be public to be called under this URL. */
    boolean refusePrivate(String url) {
        String plain = withoutQuery(url);
        return refusesPrivate
                && exceptions.stream()
                        .noneMatch(exception -> exception.matcher(plain).matches());
    }

    private static String withoutQuery(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return url.substring(0, end);
    }
}
