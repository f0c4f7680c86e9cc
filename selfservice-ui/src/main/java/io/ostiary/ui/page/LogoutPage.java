package io.ostiary.ui.page;

import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;

/** Signing out: a form asks for it, so that no link of another site does it by itself. */
final class LogoutPage implements Page {

    private static final int UNAUTHORIZED = 401;

    private final PublicApi api;
    private final LogoutNotes notes;
    private final Problems problems;

    LogoutPage(PublicApi api, Frames frames, Problems problems, UiSettings settings) {
        this.api = api;
        this.notes = new LogoutNotes(frames, settings);
        this.problems = problems;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return api.get("/self-service/logout/browser", visit.caller()).map(answer -> answered(visit, answer));
    }

    private PageAnswer answered(Visit visit, ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Answered answered) {
            if (answered.status() == UNAUTHORIZED) {
                return notes.signedOut(visit);
            }
            String address = answered.body().path("logout_url").asText();
            if (answered.isSuccess() && !address.isEmpty()) {
                return visit.isPost() ? new PageAnswer.Redirect(address) : notes.ask(visit);
            }
        }
        return problems.of(visit, answer);
    }
}
