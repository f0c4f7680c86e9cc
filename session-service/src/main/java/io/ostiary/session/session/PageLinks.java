package io.ostiary.session.session;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@code Link} header of lists: the request's own address with another page in it. */
final class PageLinks {

    private final String path;
    private final TreeMap<String, List<String>> query = new TreeMap<>();

    /**
     * @param path of the request
     * @param rawQuery as it came, if any
     */
    PageLinks(String path, @Nullable String rawQuery) {
        this.path = path;
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                query.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }
        }
    }

    /** Links of a list by keyset. @param next the token behind the page, null on the last one */
    String keyset(int size, @Nullable PageToken next) {
        StringJoiner links = new StringJoiner(",");
        links.add(link("first", Map.of("page_size", "" + size, "page_token", PageToken.START.encode())));
        if (next != null) {
            links.add(link("next", Map.of("page_size", "" + size, "page_token", next.encode())));
        }
        return links.toString();
    }

    /** Links of a list by offset, in the contract's choice of relations. */
    String offset(long total, Slice slice) {
        long size = slice.size();
        long offset = slice.page() * size;
        long last = total % size == 0 ? total - size : total / size * size;
        if (offset >= last) {
            return atTheEnd(total, size, offset, last);
        }
        StringJoiner links = new StringJoiner(",");
        if (offset < size) {
            links.add(offsetLink("next", size, size));
        } else {
            links.add(offsetLink("first", size, 0));
            links.add(offsetLink("next", size, offset + size));
            links.add(offsetLink("prev", size, offset - size));
        }
        return links.add(offsetLink("last", size, last)).toString();
    }

    private String atTheEnd(long total, long size, long offset, long last) {
        if (total == 0) {
            return offsetLink("first", size, 0)
                    + ","
                    + offsetLink("next", size, offset + size)
                    + ","
                    + offsetLink("prev", size, offset - size);
        }
        return total <= size
                ? offsetLink("first", total, 0)
                : offsetLink("first", size, 0) + "," + offsetLink("prev", size, last - size);
    }

    private String offsetLink(String relation, long size, long offset) {
        return link(
                relation,
                Map.of(
                        "page_size", "" + size,
                        "per_page", "" + size,
                        "page", "" + offset / size,
                        "page_token", ListRequest.offsetToken(Math.max(0, offset))));
    }

    private String link(String relation, Map<String, String> page) {
        TreeMap<String, List<String>> all = new TreeMap<>(query);
        page.forEach((key, value) -> all.put(key, List.of(value)));
        StringJoiner text = new StringJoiner("&", path + "?", "");
        all.forEach((key, values) -> values.forEach(value -> text.add(encode(key) + "=" + encode(value))));
        return "<" + text + ">; rel=\"" + relation + "\"";
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
