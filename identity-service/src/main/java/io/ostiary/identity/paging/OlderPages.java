package io.ostiary.identity.paging;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbered pages as version 0.5 of the contract has them.
 *
 * @param page from 0
 * @param size entries of a page, from 1 to 500
 */
public record OlderPages(int page, int size) {

    private static final int USUAL = 250;
    private static final int MOST = 500;
    private static final int LAST_ENTRY = 1_000_000_000;

    /** Reads the parameters; what is no number is taken for one that wasn't sent. */
    public static OlderPages read(@Nullable String page, @Nullable String perPage) {
        int size = Math.clamp(number(perPage, USUAL), 1, MOST);
        return new OlderPages(Math.clamp(number(page, 0), 0, LAST_ENTRY / size), size);
    }

    private static int number(@Nullable String text, int otherwise) {
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** How many entries come before. */
    public int offset() {
        return page * size;
    }

    /** The {@code Link} header (RFC 8288). */
    public String links(String url, long total) {
        int last = (int) Math.max(0, (total - 1) / size);
        List<String> links = new ArrayList<>();
        if (page > 0) {
            links.add(link(url, 0, "first"));
            links.add(link(url, Math.min(page - 1, last), "prev"));
        }
        if (page < last) {
            links.add(link(url, page + 1, "next"));
            links.add(link(url, last, "last"));
        }
        return String.join(",", links);
    }

    private String link(String url, int to, String relation) {
        return "<%s?page=%d&per_page=%d>; rel=\"%s\"".formatted(url, to, size, relation);
    }
}
