package io.ostiary.ui.page;

import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Pages for what doesn't work: what happened, and what to do. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private static final Set<Integer> TOLD = Set.of(400, 403, 404, 405, 413, 429, 500, 503);
    private static final int USUAL_WAIT = 5;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int FORBIDDEN = 403;

    private final Frames frames;

    public Problems(Frames frames) {
        this.frames = frames;
    }

    /** The page of an HTTP status. */
    public PageAnswer status(Visit visit, int status) {
        return status(visit, status, Optional.empty());
    }

    PageAnswer status(Visit visit, int status, Optional<Integer> wait) {
        Words t = visit.words();
        int told = TOLD.contains(status) ? status : status >= 500 ? 500 : 400;
        boolean again = told == TOO_MANY || told == UNAVAILABLE;
        int seconds = wait.orElse(USUAL_WAIT);
        String text = again
                ? t.with("status." + told + ".text", "wait", t.duration(seconds))
                : t.say("status." + told + ".text");
        var first = again && !visit.isPost()
                ? new NoteView.Action(t.say("button.try_again"), here(visit))
                : new NoteView.Action(t.say("button.home"), "/");
        NoteView view = NoteView.of(t.say("status." + told + ".title"), text, first);
        var page = Templates.note(frames.of(visit, head(view.heading())), view);
        return new PageAnswer.Page(status, page, List.of(), again ? Optional.of(seconds) : Optional.empty());
    }

    /** The page for what the API says instead of what was asked for. */
    PageAnswer of(Visit visit, ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Unreachable unreachable -> {
                LOG.warnf("the public API: %s", unreachable.cause());
                yield status(visit, UNAVAILABLE);
            }
            case ApiAnswer.Answered answered -> {
                int status = answered.status() >= 502 && answered.status() <= 504 ? UNAVAILABLE : answered.status();
                yield status(visit, status, answered.retryAfter());
            }
        };
    }

    /** The page for a browser that keeps no cookies. */
    PageAnswer noCookies(Visit visit, String startAgain) {
        Words t = visit.words();
        NoteView view = NoteView.of(
                t.say("cookies.title"),
                t.say("cookies.text"),
                new NoteView.Action(t.say("button.start_again"), startAgain),
                new NoteView.Action(t.say("button.home"), "/"));
        return new PageAnswer.Page(FORBIDDEN, Templates.note(frames.of(visit, head(view.heading())), view));
    }

    private static Frame.Head head(String title) {
        return new Frame.Head(title, true, List.of());
    }

    private static String here(Visit visit) {
        StringBuilder here = new StringBuilder(visit.path());
        visit.query()
                .forEach((name, value) -> here.append(here.indexOf("?") < 0 ? '?' : '&')
                        .append(Begin.encoded(name))
                        .append('=')
                        .append(Begin.encoded(value)));
        return here.toString();
    }
}
