package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to ask the API for what somebody searches for: ways to look, tried one after the other until
 * one finds somebody.
 */
final class Search {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Search() {}

    /**
     * A way to look.
     *
     * @param path path with query in the admin API
     * @param what what it compares, for people
     * @param isOne whether it gives one identity instead of a list
     */
    record Way(String path, String what, boolean isOne) {}

    /** The ways for a text: an id alone by id; else exact identifier, similar identifier, external id. */
    static List<Way> ways(String text, int pageSize) {
        String encoded = Api.encoded(text);
        if (UUID.matcher(text).matches()) {
            return List.of(new Way("/admin/identities/" + encoded, "that id", true));
        }
        String list = "/admin/identities?page_size=" + pageSize;
        return List.of(
                new Way(list + "&credentials_identifier=" + encoded, "exactly that identifier", false),
                new Way(list + "&preview_credentials_identifier_similar=" + encoded, "a similar identifier", false),
                new Way("/admin/identities/by/external/" + encoded, "that external id", true));
    }
}
