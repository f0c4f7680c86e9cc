package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The dashboard: who is signed in, and how. */
final class DashboardPage implements Page {

    private static final int OK = 200;
    private static final Set<String> SECOND = Set.of("totp", "lookup_secret", "webauthn");

    private final Whoami whoami;
    private final Frames frames;
    private final Clock clock;

    DashboardPage(Whoami whoami, Frames frames, Clock clock) {
        this.whoami = whoami;
        this.frames = frames;
        this.clock = clock;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return whoami.require(visit, session -> Uni.createFrom().item(draw(visit, session)));
    }

    private PageAnswer draw(Visit visit, JsonNode session) {
        Me me = Me.of(session, visit.words(), clock.instant());
        var head = Frame.Head.of(visit.words().say("dashboard.title"));
        return new PageAnswer.Page(OK, Templates.dashboard(frames.signedIn(visit, head), me))
                .with(lastMethod(session))
                .with(Begin.shown(visit));
    }

    /** Remembers the first factor of the sign-in, for the order of the ways the next time. */
    private static List<String> lastMethod(JsonNode session) {
        String method =
                session.path("authentication_methods").path(0).path("method").asText();
        return method.matches("[a-z_]{1,20}") && !SECOND.contains(method)
                ? List.of(LastMethod.cookie(method))
                : List.of();
    }
}
