package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices that somebody is signed in on; its forms end sessions. */
final class SessionsPage implements Page {

    private static final int OK = 200;
    private static final String PATH = "/sessions";
    private static final int PAGE_SIZE = 50;

    private final Whoami whoami;
    private final PublicApi api;
    private final Frames frames;
    private final Problems problems;
    private final Clock clock;

    SessionsPage(Whoami whoami, PublicApi api, Frames frames, Problems problems, Clock clock) {
        this.whoami = whoami;
        this.api = api;
        this.frames = frames;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return visit.isPost() ? end(visit) : whoami.require(visit, session -> list(visit, session));
    }

    private Uni<PageAnswer> end(Visit visit) {
        Optional<String> id = visit.form("id");
        String path = id.map(each -> PATH + "/" + Begin.encoded(each)).orElse(PATH);
        // Who ends a session because it was a stranger's wants another password next.
        boolean stranger = visit.form("stranger").isPresent();
        return api.delete(path, visit.caller()).map(answer -> ended(visit, answer, stranger));
    }

    private PageAnswer ended(Visit visit, ApiAnswer answer, boolean stranger) {
        if (answer instanceof ApiAnswer.Answered answered && (answered.isSuccess() || answered.status() == 404)) {
            String note = Begin.noteCookie(stranger ? "stranger" : "ended");
            return new PageAnswer.Redirect(stranger ? Pages.CHANGE_PASSWORD : PATH, List.of(note));
        }
        return problems.of(visit, answer);
    }

    private Uni<PageAnswer> list(Visit visit, JsonNode session) {
        String token = visit.query("page_token")
                .map(each -> "&page_token=" + Begin.encoded(each))
                .orElse("");
        return api.get(PATH + "?page_size=" + PAGE_SIZE + token, visit.caller())
                .map(answer -> listed(visit, session, answer));
    }

    private PageAnswer listed(Visit visit, JsonNode session, ApiAnswer answer) {
        if (!(answer instanceof ApiAnswer.Answered answered) || !answered.isSuccess()) {
            return problems.of(visit, answer);
        }
        List<SessionsView.Device> others = new ArrayList<>();
        answered.body().forEach(each -> others.add(device(each, visit.words(), clock.instant())));
        var view = new SessionsView(
                device(session, visit.words(), clock.instant()),
                others,
                answered.nextPage().map(each -> PATH + "?page_token=" + each).orElse(""),
                Begin.note(visit));
        var head = Frame.Head.of(visit.words().say("sessions.title"));
        return new PageAnswer.Page(OK, Templates.sessions(frames.signedIn(visit, head), view)).with(Begin.shown(visit));
    }

    static SessionsView.Device device(JsonNode session, Words words, Instant now) {
        JsonNode device = session.path("devices").path(0);
        String raw = device.path("user_agent").asText("");
        String location = device.path("location").asText("");
        String address = device.path("ip_address").asText("");
        return new SessionsView.Device(
                session.path("id").asText(),
                DeviceName.of(raw, words),
                raw,
                location.isBlank() ? address.replaceFirst(":[0-9]+$", "") : location,
                Me.methods(session, words),
                new SessionsView.Times(
                        When.of(session.path("authenticated_at").asText(), words, now),
                        When.of(session.path("expires_at").asText(), words, now)));
    }
}
