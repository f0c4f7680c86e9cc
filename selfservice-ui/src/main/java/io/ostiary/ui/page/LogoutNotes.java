package io.ostiary.ui.page;

import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import java.util.List;

/** What is said before and after signing out. */
final class LogoutNotes {

    private static final int OK = 200;

    private final Frames frames;
    private final UiSettings settings;

    LogoutNotes(Frames frames, UiSettings settings) {
        this.frames = frames;
        this.settings = settings;
    }

    /** Whether it is meant. */
    PageAnswer ask(Visit visit) {
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

    /** That it is done. */
    PageAnswer signedOut(Visit visit) {
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
