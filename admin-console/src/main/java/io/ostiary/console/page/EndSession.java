package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;

/** Ends one session at once. */
final class EndSession implements Page {

    private final Site site;

    EndSession(Site site) {
        this.site = site;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        String back = visit.form()
                .first("back")
                .map(each -> each.replaceFirst("\\?.*$", ""))
                .filter(each -> each.matches("/(sessions|identities/[A-Za-z0-9%-]+/sessions)"))
                .orElse("/sessions");
        return site.write(
                        visit,
                        "ended a session",
                        visit.id(),
                        site.admin().delete("/admin/sessions/" + Api.encoded(visit.id())))
                .map(answer -> answer.isSuccess()
                        ? new PageAnswer.Redirect(back + "?done=session")
                        : site.problem(visit, answer));
    }
}
