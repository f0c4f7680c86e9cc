package io.ostiary.session.session;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list that is read page by page, as its {@code Link} headers say. */
final class Pages {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private Pages() {}

    /** The ids on all pages from that path on, in their order. */
    static List<String> walk(String path, Supplier<RequestSpecification> request) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (next != null && seen.size() < 1_000) {
            Response page = request.get().urlEncodingEnabled(false).get(next);
            seen.addAll(page.jsonPath().getList("id", String.class));
            Matcher link = NEXT.matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        return seen;
    }
}
