package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;

/** All sessions, the newest first. */
final class SessionsPage implements Page {

    private static final String PATH = "/sessions";
    private static final int PAGE_SIZE = 50;

    private final Site site;
    private final SessionRows rows;

    SessionsPage(Site site, SessionRows rows) {
        this.site = site;
        this.rows = rows;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        String token = visit.query("page_token")
                .map(each -> "&page_token=" + Api.encoded(each))
                .orElse("");
        return site.admin()
                .get("/admin/sessions?expand=identity&expand=devices&page_size=" + PAGE_SIZE + active(visit) + token)
                .map(answer -> drawn(visit, answer));
    }

    private static String active(Visit visit) {
        return visit.query("all").isPresent() ? "" : "&active=true";
    }

    private PageAnswer drawn(Visit visit, ApiAnswer answer) {
        if (!answer.isSuccess()) {
            return site.problem(visit, answer);
        }
        boolean all = visit.query("all").isPresent();
        String query = all ? "all=yes" : "";
        Block block = Block.of("", answer.body().isEmpty() ? "Nobody is signed in." : "");
        if (!answer.body().isEmpty()) {
            block = block.table(rows.table(visit, answer.body(), true, visit.here()));
        }
        block = block.link(all ? "Active ones only" : "Ended ones too", all ? PATH : PATH + "?all=yes", "plain");
        if (visit.query("page_token").isPresent()) {
            block = block.link("First page", PATH + (all ? "?all=yes" : ""), "plain");
        }
        if (answer.nextPage().isPresent()) {
            block = block.link(
                    "Next page", Site.next(PATH, query, answer.nextPage().get()), "plain");
        }
        View view = View.of("Sessions", block);
        return site.page(
                visit, visit.query("done").isPresent() ? view.with(View.Notice.done("The session was ended.")) : view);
    }
}
