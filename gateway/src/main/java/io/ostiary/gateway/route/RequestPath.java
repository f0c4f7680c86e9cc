package io.ostiary.gateway.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a path means to whoever undoes its spelling. Frameworks differ in what they decode, collapse
 * and cut off; so a path is looked at as it came and after each step of undoing, and what is
 * forbidden at any step is forbidden.
 */
public final class RequestPath {

    private static final int DECODINGS = 4;

    private RequestPath() {}

    /** Whether the path has a spelling that some frameworks read differently from others. */
    public static boolean isTricky(String path) {
        for (int i = 0; i < path.length(); i++) {
            char here = path.charAt(i);
            if (here == '%' || here == '\\' || here == ';' || here < ' ') {
                return true;
            }
            boolean segmentStarts = here == '/' && i + 1 < path.length();
            if (segmentStarts && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
                return true;
            }
        }
        return false;
    }

    /** Whether the path, at whatever step of undoing, is one that is never served. */
    public static boolean isForbidden(String path) {
        if (!isTricky(path)) {
            return isInternal(path);
        }
        String current = path;
        for (int i = 0; i <= DECODINGS; i++) {
            if (isInternal(normalised(current, false)) || isInternal(normalised(current, true))) {
                return true;
            }
            String next = decoded(current);
            if (next.equals(current)) {
                return false;
            }
            current = next;
        }
        // still encoded after so many decodings: nobody means this honestly
        return true;
    }

    /** The path decoded once, without empty and dot segments and without parameters of segments. */
    public static String plain(String path) {
        return normalised(decoded(path), true);
    }

    private static boolean isInternal(String path) {
        return isBelow(path, "/internal") || isBelow(path, "/q");
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    private static String normalised(String path, boolean withoutParameters) {
        Deque<String> segments = new ArrayDeque<>();
        for (String raw : path.replace('\\', '/').split("/")) {
            int parameters = withoutParameters ? raw.indexOf(';') : -1;
            String segment = (parameters < 0 ? raw : raw.substring(0, parameters)).strip();
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] in = path.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
