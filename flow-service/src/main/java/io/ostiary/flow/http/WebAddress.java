package io.ostiary.flow.http;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address, read as leniently as browsers do (WHATWG URL, section 4.4) and written strictly (RFC 3986): what is checked
 * is what a browser goes to. Blanks around it and line breaks within are dropped, dot segments are resolved, a backslash
 * in a web address is a slash, and what is beyond ASCII or may not stand there is percent-encoded; a host beyond ASCII
 * becomes its IDN form. What was encoded already stays as it is.
 *
 * @param scheme null: the address has none
 * @param authority host and port; null: the address has none; empty as in {@code app://}
 * @param path encoded, without dot segments; empty or with a slash at its beginning
 * @param query encoded, without its question mark; null: none
 * @param fragment encoded, without its hash; null: none
 */
record WebAddress(
        @Nullable String scheme,
        @Nullable String authority,
        String path,
        @Nullable String query,
        @Nullable String fragment) {

    private static final Set<String> OF_THE_WEB = Set.of("http", "https", "ws", "wss", "ftp");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");
    /** No label of it is empty, but for the root at its end. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9*_-]+(?:\\.[A-Za-z0-9*_-]+)*\\.?|\\[[0-9A-Fa-f:.]+]");

    private static final Pattern PORT = Pattern.compile("[0-9]{0,5}");
    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\x00-\\x20]+|[\\x00-\\x20]+$");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\r\\n]");
    private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern SLASHES = Pattern.compile("%2f|%5c|\\\\", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETERS = Pattern.compile("(;|%3b)[^/]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UP = Pattern.compile("/\\.\\.(?:/|$)");
    private static final int MOST_DECODINGS = 3;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String IN_PATH = "-._~!$&'()*+,;=:@/";
    // Brackets belong into no query, yet every server takes them there, and people compare such addresses by eye.
    private static final String IN_QUERY = IN_PATH + "?[]";

    /** Reads an address; empty when browsers make nothing of it, or when it carries a user's name. */
    static Optional<WebAddress> read(String text) {
        String bare =
                LINE_BREAKS.matcher(BLANKS_AROUND.matcher(text).replaceAll("")).replaceAll("");
        Matcher scheme = SCHEME.matcher(bare);
        return scheme.matches() ? read(scheme.group(1), scheme.group(2)) : read(null, bare);
    }

    private static Optional<WebAddress> read(@Nullable String scheme, String rest) {
        boolean web = scheme == null || OF_THE_WEB.contains(scheme.toLowerCase(Locale.ROOT));
        String beforeHash = upTo(rest, '#');
        String fragment = beforeHash.length() < rest.length() ? rest.substring(beforeHash.length() + 1) : null;
        String beforeQuery = upTo(beforeHash, '?');
        String query =
                beforeQuery.length() < beforeHash.length() ? beforeHash.substring(beforeQuery.length() + 1) : null;
        String place = web ? beforeQuery.replace('\\', '/') : beforeQuery;
        if (scheme != null && web) {
            // Browsers take any number of slashes there for two.
            place = "//" + place.replaceFirst("^/+", "");
        }
        if (!place.startsWith("//")) {
            return scheme == null && (place.isEmpty() || place.startsWith("/"))
                    ? Optional.of(of(null, null, place, query, fragment))
                    : Optional.empty();
        }
        String afterSlashes = scheme == null ? place.replaceFirst("^/+", "") : place.substring(2);
        String authority = upTo(afterSlashes, '/');
        String path = afterSlashes.substring(authority.length());
        return authority(authority, web).map(there -> of(scheme, there, path, query, fragment));
    }

    private static WebAddress of(
            @Nullable String scheme,
            @Nullable String authority,
            String path,
            @Nullable String query,
            @Nullable String fragment) {
        return new WebAddress(
                scheme,
                authority,
                encode(withoutDots(path), IN_PATH),
                query == null ? null : encode(query, IN_QUERY),
                fragment == null ? null : encode(fragment, IN_QUERY));
    }

    private static String upTo(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static Optional<String> authority(String text, boolean web) {
        if (text.isEmpty()) {
            return web ? Optional.empty() : Optional.of("");
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = ascii(hasPort ? text.substring(0, colon) : text);
        String port = hasPort ? text.substring(colon + 1) : "";
        return host != null
                        && HOST.matcher(host).matches()
                        && PORT.matcher(port).matches()
                ? Optional.of(port.isEmpty() ? host : host + ":" + port)
                : Optional.empty();
    }

    /** A host as DNS has it (RFC 5891); null when it is none. */
    private static @Nullable String ascii(String host) {
        if (host.chars().allMatch(c -> c < 128)) {
            return host;
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String withoutDots(String path) {
        if (path.isEmpty()) {
            return path;
        }
        String[] segments = path.substring(1).split("/", -1);
        Deque<String> kept = new ArrayDeque<>();
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (DOT.matcher(segments[i]).replaceAll(".")) {
                case ".." -> {
                    kept.pollLast();
                    keepEnd(kept, last);
                }
                case "." -> keepEnd(kept, last);
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static void keepEnd(Deque<String> kept, boolean last) {
        if (last) {
            kept.addLast("");
        }
    }

    private static String encode(String text, String allowed) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (letter
                    || allowed.indexOf(c) >= 0
                    || c == '%' && ESCAPE.matcher(text).region(i, text.length()).lookingAt()) {
                out.append((char) c);
            } else {
                percent(out, Character.toString(c));
            }
        }
        return out.toString();
    }

    private static void percent(StringBuilder out, String character) {
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(HEX.toHexDigits(each));
        }
    }

    /** Without the port that the scheme has anyhow, in lower case, to be compared. */
    String place() {
        String there = authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> there.replaceFirst(":80$", "");
            case "https", "wss" -> there.replaceFirst(":443$", "");
            default -> there;
        };
    }

    /**
     * The path as servers read it that decode more than once, take an encoded slash for a slash, and leave out what
     * stands behind a semicolon ({@code ..;a=b} is {@code ..} there).
     */
    String pathOfLenientServers() {
        String decoded = path;
        for (int i = 0; i < MOST_DECODINGS; i++) {
            decoded = decoded.replace("%25", "%");
        }
        return PARAMETERS.matcher(SLASHES.matcher(decoded).replaceAll("/")).replaceAll("");
    }

    /**
     * Whether lenient servers find {@code ..} in the path, which browsers leave there. How far it leads up differs: some
     * take {@code //} for one slash.
     */
    boolean leadsUpAtLenientServers() {
        return UP.matcher(DOT.matcher(pathOfLenientServers()).replaceAll(".")).find();
    }

    /** The same address with the scheme and the authority of a base, where it has none of its own. */
    WebAddress under(WebAddress base) {
        return new WebAddress(
                scheme == null ? base.scheme : scheme,
                authority == null ? base.authority : authority,
                path,
                query,
                fragment);
    }

    @Override
    public String toString() {
        return (scheme == null ? "" : scheme + ":")
                + (authority == null ? "" : "//" + authority)
                + path
                + (query == null ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment);
    }
}
