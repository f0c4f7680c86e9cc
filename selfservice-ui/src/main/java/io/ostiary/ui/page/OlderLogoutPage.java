package io.ostiary.ui.page;

import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;

/** Signing out in version 0.5 of the contract: its address asks for no token, so the page asks the person before. */
final class OlderLogoutPage implements Page {

    private static final String PATH = "/self-service/browser/flows/logout";

    private final Whoami whoami;
    private final LogoutNotes notes;
    private final UiSettings settings;

    OlderLogoutPage(Whoami whoami, Frames frames, UiSettings settings) {
        this.whoami = whoami;
        this.notes = new LogoutNotes(frames, settings);
        this.settings = settings;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return visit.isPost()
                ? Uni.createFrom().item(new PageAnswer.Redirect(settings.publicUrl() + PATH))
                : whoami.either(
                        visit, session -> Uni.createFrom().item(notes.ask(visit)), () -> notes.signedOut(visit));
    }
}
