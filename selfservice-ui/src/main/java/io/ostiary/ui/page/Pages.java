package io.ostiary.ui.page;

import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which page answers which path; those of flows are where the configuration says. */
public final class Pages {

    static final String DASHBOARD = "/dashboard";
    static final String WELCOME = "/welcome";
    static final String SESSIONS = "/sessions";
    static final String LOGOUT = "/logout";

    /** Where password managers send people (W3C, A Well-Known URL for Changing Passwords). */
    static final String CHANGE_PASSWORD = "/.well-known/change-password";

    private static final int OK = 200;

    private final Map<String, Page> pages = new HashMap<>();

    /** Pages that take a form of their own. */
    private final Set<String> posts = Set.of(SESSIONS, LOGOUT);

    public Pages(PublicApi api, UiSettings settings, Frames frames, Problems problems, Clock clock) {
        Begin begin = new Begin(settings);
        Flows flows = new Flows(api, begin, problems);
        Whoami whoami = new Whoami(api, begin, problems);
        for (FlowKind kind : FlowKind.values()) {
            pages.put(
                    settings.path(kind),
                    kind == FlowKind.SETTINGS
                            ? new SettingsPage(flows, frames, settings)
                            : new FlowPage(kind, flows, frames, settings));
        }
        pages.put("/", visit -> home(whoami, visit));
        pages.put(DASHBOARD, new DashboardPage(whoami, frames, clock));
        pages.put(WELCOME, visit -> welcome(frames, visit));
        if (settings.listsSessions()) {
            pages.put(SESSIONS, new SessionsPage(whoami, api, frames, problems, clock));
        }
        pages.put(
                LOGOUT,
                settings.api().older()
                        ? new OlderLogoutPage(whoami, frames, settings)
                        : new LogoutPage(api, frames, problems, settings));
        pages.put("/error", new ErrorPage(api, frames, settings.api().older()));
        pages.put(
                CHANGE_PASSWORD, visit -> now(new PageAnswer.Redirect(settings.path(FlowKind.SETTINGS) + "#password")));
    }

    /** The page of a path. */
    public Optional<Page> at(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    /** Whether a page takes forms. */
    public boolean takesForms(String path) {
        return posts.contains(path);
    }

    private static Uni<PageAnswer> home(Whoami whoami, Visit visit) {
        return whoami.either(
                visit, session -> now(new PageAnswer.Redirect(DASHBOARD)), () -> new PageAnswer.Redirect(WELCOME));
    }

    private static Uni<PageAnswer> welcome(Frames frames, Visit visit) {
        var head = Frame.Head.of(visit.words().say("welcome.title"));
        return now(new PageAnswer.Page(OK, Templates.welcome(frames.of(visit, head))));
    }

    private static Uni<PageAnswer> now(PageAnswer answer) {
        return Uni.createFrom().item(answer);
    }
}
