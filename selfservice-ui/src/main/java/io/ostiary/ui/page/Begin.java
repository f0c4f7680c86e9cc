package io.ostiary.ui.page;

import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins flows: sends the browser to the public API with what the visit asked for. A browser that
 * comes back again and again keeps no cookies, or not the right ones; it isn't sent round for ever.
 */
final class Begin {

    /** Parameters that a new flow takes over. */
    private static final List<String> KEPT = List.of(
            "return_to",
            "aal",
            "refresh",
            "via",
            "identity_schema",
            "organization",
            "login_challenge",
            "after_verification_return_to");

    private static final String STARTS = "ostiary_starts";
    private static final String NOTE = "ostiary_note";
    private static final int MOST_STARTS = 3;
    private static final int STARTS_SECONDS = 20;
    private static final int NOTE_SECONDS = 30;

    private final UiSettings settings;

    Begin(UiSettings settings) {
        this.settings = settings;
    }

    /** Address that begins a flow with what the visit asked for. */
    String address(FlowKind kind, Visit visit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        KEPT.forEach(each -> visit.query(each).ifPresent(value -> parameters.put(each, value)));
        return address(kind, parameters);
    }

    /** Address that begins a flow with these parameters. */
    String address(FlowKind kind, Map<String, String> parameters) {
        return settings.begin(kind) + query(parameters);
    }

    /** A login that leads back to a path of these pages. */
    String login(String path, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (settings.returnsHere()) {
            all.put("return_to", settings.origin() + path);
        }
        return address(FlowKind.LOGIN, all);
    }

    PageAnswer first(FlowKind kind, Visit visit) {
        return new PageAnswer.Redirect(address(kind, visit));
    }

    /** Whether a flow has been begun again so often that another time would be of no use. */
    boolean isLoop(Visit visit) {
        return starts(visit) >= MOST_STARTS;
    }

    /**
     * Begins a flow again, because the one in the address can't be used.
     *
     * @param note key of what the new one says about it; empty: nothing
     */
    PageAnswer again(FlowKind kind, Visit visit, Map<String, String> more, String note) {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        KEPT.forEach(each -> visit.query(each).ifPresent(value -> parameters.put(each, value)));
        return new PageAnswer.Redirect(
                address(kind, parameters),
                List.of(
                        cookie(STARTS, Integer.toString(starts(visit) + 1), STARTS_SECONDS),
                        cookie(NOTE, note, note.isEmpty() ? 0 : NOTE_SECONDS)));
    }

    /** What a page that is shown says about what went before; empty: nothing. */
    static String note(Visit visit) {
        return visit.cookie(NOTE)
                .filter(each -> each.matches("[a-z_]{1,30}"))
                .flatMap(each -> visit.words().find("note." + each, Map.of()))
                .orElse("");
    }

    /** Forgets what went before, now that a page is shown. */
    static List<String> shown(Visit visit) {
        return visit.cookie(NOTE).isPresent() || visit.cookie(STARTS).isPresent()
                ? List.of(cookie(STARTS, "", 0), cookie(NOTE, "", 0))
                : List.of();
    }

    /** A note for the next page. */
    static String noteCookie(String note) {
        return cookie(NOTE, note, NOTE_SECONDS);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        return query.toString();
    }

    private static int starts(Visit visit) {
        return visit.cookie(STARTS)
                .filter(each -> each.matches("[0-9]"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static String cookie(String name, String value, int seconds) {
        return name + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax";
    }
}
