package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.deed.Deeds;
import io.ostiary.console.entrance.Role;
import io.ostiary.console.form.FormValues;
import io.ostiary.console.form.OneTimeValues;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.pages.web.Assets;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What every page needs.
 *
 * @param admin the admin API
 * @param open the public API, which the admin API sends those to who ask for schemas
 * @param once one-time values of forms
 * @param deeds what operators did
 * @param assets style and script
 * @param clock the time
 */
public record Site(Api admin, Api open, OneTimeValues<PageAnswer> once, Deeds deeds, Assets assets, Clock clock) {

    static final int OK = 200;

    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private static final List<Frame.Place> PLACES = List.of(
            new Frame.Place("Overview", "/", false),
            new Frame.Place("Identities", "/identities", false),
            new Frame.Place("Sessions", "/sessions", false),
            new Frame.Place("Messages", "/messages", false),
            new Frame.Place("Schemas", "/schemas", false),
            new Frame.Place("What operators did", "/deeds", false));

    Instant now() {
        return clock.instant();
    }

    /** A form that does something. */
    FormView form(Visit visit, String action) {
        return FormView.post(action, once.issue(visit.operator().name()));
    }

    /** A form that is a button. */
    FormView button(Visit visit, String action, String label, String style) {
        return form(visit, action).button(label, style);
    }

    PageAnswer page(Visit visit, View view) {
        return page(visit, OK, view);
    }

    PageAnswer page(Visit visit, int status, View view) {
        boolean inside = visit.operator().role().allows(Role.LOOK);
        Frame frame = new Frame(
                view.title(),
                view.hasErrors(),
                assets,
                visit.operator(),
                inside ? PLACES.stream().map(each -> marked(each, visit.path())).toList() : List.of(),
                visit.path().equals("/identities") ? visit.query("q").orElse("") : "");
        return new PageAnswer.Drawn(status, Templates.page(frame, view));
    }

    private static Frame.Place marked(Frame.Place place, String path) {
        boolean here = path.equals(place.href()) || place.href().length() > 1 && path.startsWith(place.href() + "/");
        return new Frame.Place(place.label(), place.href(), here);
    }

    /** The page in place of one whose main part the API doesn't give. */
    PageAnswer problem(Visit visit, ApiAnswer answer) {
        int status = answer.status();
        if (status >= 500) {
            return page(visit, UNAVAILABLE, View.of("Not right now", again(visit, answer)));
        }
        if (status == NOT_FOUND) {
            Block gone = Block.of("", "There is nothing by that id. It may have been deleted.")
                    .link("To the identities", "/identities", "main");
            return page(visit, NOT_FOUND, View.of("Not found", gone));
        }
        Block why = Block.of("", answer.reason() + " Nothing was changed.").link("To the overview", "/", "plain");
        return page(visit, status, View.of("The API refused this", why));
    }

    /** What was typed isn't lost: it goes along when the form is sent again. */
    private Block again(Visit visit, ApiAnswer answer) {
        if (!visit.isPost()) {
            return Block.of("", answer.reason() + " Try again in a moment.").link("Try again", visit.here(), "main");
        }
        FormView form = form(visit, visit.path());
        for (FormValues.Value each : visit.form().again()) {
            form = form.hide(each.name(), each.value());
        }
        String doubt = " Whether it was done is not known: look before you send it again.";
        return Block.of("", answer.reason() + doubt).form(form.button("Send it again", "main"));
    }

    /**
     * Does something, and notes who did it to what.
     *
     * @param did what, such as {@code deleted the identity}
     * @param subject id of what it is done to
     */
    Uni<ApiAnswer> write(Visit visit, String did, String subject, Uni<ApiAnswer> work) {
        return work.invoke(answer -> deeds.note(
                visit.operator().name(), did, subject, answer.isSuccess() ? "done" : "status " + answer.status()));
    }

    /** An address of a list with the next page's token. */
    static String next(String path, String query, String token) {
        return path + "?" + (query.isEmpty() ? "" : query + "&") + "page_token=" + token;
    }
}
