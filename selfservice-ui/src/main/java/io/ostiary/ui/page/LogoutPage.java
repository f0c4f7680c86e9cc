package io.ostiary.ui.page;

import io.ostiary.ui.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Signing out: a form asks for it, so that no link of another site does it by itself. */
final class LogoutPage implements Page {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final PublicApi api;
    private final Frames frames;
    private final Problems problems;
    private final UiSettings settings;

    LogoutPage(PublicApi api, Frames frames, Problems problems, UiSettings settings) {
        this.api = api;
        this.frames = frames;
        this.problems = problems;
        this.settings = settings;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return api.get("/self-service/logout/browser", visit.caller()).map(answer -> answered(visit, answer));
    }

    private PageAnswer answered(Visit visit, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Answered answered) {
            if (answered.status() == UNAUTHORIZED) {
                return signedOut(visit);
            }
            String address = answered.body().path("logout_url").asText();
            if (answered.isSuccess() && !address.isEmpty()) {
                return visit.isPost() ? new PageAnswer.Redirect(address) : ask(visit);
            }
        }
        return problems.of(visit, answer);
    }

    private PageAnswer ask(Visit visit) {
        Words t = visit.words();
        var view = new NoteView(
                t.say("logout.title"),
                t.say("logout.text"),
                List.of(new NoteView.Action(t.say("button.stay"), Pages.DASHBOARD)),
                List.of(),
                Pages.LOGOUT,
                t.say("nav.sign_out"));
        return page(visit, view);
    }

    private PageAnswer signedOut(Visit visit) {
        Words t = visit.words();
        return page(
                visit,
                NoteView.of(
                        t.say("logged_out.title"),
                        t.say("logged_out.text"),
                        new NoteView.Action(t.say("button.sign_in"), settings.path(FlowKind.LOGIN))));
    }

    private PageAnswer page(Visit visit, NoteView view) {
        return new PageAnswer.Page(OK, Templates.note(frames.of(visit, Frame.Head.of(view.heading())), view));
    }
}
