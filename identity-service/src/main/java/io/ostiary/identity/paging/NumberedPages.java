package io.ostiary.identity.paging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The {@code Link} header (RFC 8288) of numbered pages, as the contract has it. */
public final class NumberedPages {

    private NumberedPages() {}

    /**
     * Links to the neighbouring pages.
     *
     * @param path of the list
     * @param query the request's parameters, which the links keep
     * @param total of entries
     * @param page from 0
     */
    public static String links(String path, Map<String, List<String>> query, long total, int page, int size) {
        long offset = (long) page * size;
        long last = total % size == 0 ? Math.max(0, total - size) : total / size * size;
        List<String> links = new ArrayList<>();
        if (total <= size && offset >= last) {
            links.add(link(path, query, "first", Math.max(1, total), 0));
        } else if (offset >= last) {
            links.add(link(path, query, "first", size, 0));
            links.add(link(path, query, "prev", size, last - size));
        } else if (offset < size) {
            links.add(link(path, query, "next", size, size));
            links.add(link(path, query, "last", size, last));
        } else {
            links.add(link(path, query, "first", size, 0));
            links.add(link(path, query, "next", size, offset + size));
            links.add(link(path, query, "prev", size, offset - size));
            links.add(link(path, query, "last", size, last));
        }
        return String.join(",", links);
    }

    private static String link(String path, Map<String, List<String>> query, String relation, long size, long offset) {
        Map<String, List<String>> all = new TreeMap<>(query);
        all.put("page", List.of(String.valueOf(offset / size)));
        all.put("per_page", List.of(String.valueOf(size)));
        if (!query.containsKey("page")) {
            all.put("page_size", List.of(String.valueOf(size)));
            all.put("page_token", List.of(String.valueOf(offset)));
        }
        List<String> pairs = new ArrayList<>();
        all.forEach((name, values) -> values.forEach(value -> pairs.add(pair(name, value))));
        return "<%s?%s>; rel=\"%s\"".formatted(path, String.join("&", pairs), relation);
    }

    static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
