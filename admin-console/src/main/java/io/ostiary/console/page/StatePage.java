package io.ostiary.console.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;

/** Activates or deactivates an identity at once; the page after it offers to undo that. */
final class StatePage implements Page {

    private final Site site;

    StatePage(Site site) {
        this.site = site;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        boolean activate = visit.form().first("state").orElse("").equals("active");
        String did = activate ? "activated the identity" : "deactivated the identity";
        return site.write(visit, did, visit.id(), set(site.admin(), visit.id(), activate))
                .map(answer -> answer.isSuccess()
                        ? new PageAnswer.Redirect(
                                Person.path(visit.id()) + "?done=" + (activate ? "activated" : "deactivated"))
                        : site.problem(visit, answer));
    }

    static Uni<ApiAnswer> set(Api admin, String id, boolean active) {
        var replace =
                Json.object().put("op", "replace").put("path", "/state").put("value", active ? "active" : "inactive");
        return admin.patch(Person.api(id), JsonNodeFactory.instance.arrayNode().add(replace));
    }
}
