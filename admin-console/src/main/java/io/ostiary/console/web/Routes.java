package io.ostiary.console.web;

import io.ostiary.console.entrance.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which page answers what. */
public final class Routes {

    private final List<Route> all = new ArrayList<>();

    /**
     * A page at a path.
     *
     * @param pattern path; a segment in braces stands for any
     * @param isPost whether it does something
     * @param needs the least role
     * @param page what answers
     */
    private record Route(List<String> pattern, boolean isPost, Role needs, Page page) {

        Optional<Map<String, String>> parts(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return Optional.empty();
            }
            Map<String, String> parts = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String wanted = pattern.get(i);
                if (wanted.startsWith("{")) {
                    parts.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
                } else if (!wanted.equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(parts);
        }
    }

    /**
     * A page that was found.
     *
     * @param needs the least role
     * @param page what answers
     * @param parts what stands in the path where the pattern has names
     */
    public record Found(Role needs, Page page, Map<String, String> parts) {

        public Found {
            parts = Map.copyOf(parts);
        }
    }

    /** A page to look at. */
    public Routes get(String pattern, Page page) {
        all.add(new Route(segments(pattern), false, Role.LOOK, page));
        return this;
    }

    /** A page to change something: its form by GET, what is done by POST. */
    public Routes change(String pattern, Page page) {
        all.add(new Route(segments(pattern), false, Role.CHANGE, page));
        return post(pattern, page);
    }

    /** Something to do that has no page of its own. */
    public Routes post(String pattern, Page page) {
        all.add(new Route(segments(pattern), true, Role.CHANGE, page));
        return this;
    }

    /** Finds the page of a path; patterns that were added first win. */
    Optional<Found> find(String path, boolean isPost) {
        List<String> segments = segments(path);
        for (Route each : all) {
            if (each.isPost() == isPost) {
                Optional<Map<String, String>> parts = each.parts(segments);
                if (parts.isPresent()) {
                    return parts.map(some -> new Found(each.needs(), each.page(), some));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
