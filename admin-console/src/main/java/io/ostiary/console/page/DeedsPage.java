package io.ostiary.console.page;

import io.ostiary.console.deed.Deed;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** What operators did. */
final class DeedsPage implements Page {

    private final Site site;

    DeedsPage(Site site) {
        this.site = site;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        List<Block.Row> rows = new ArrayList<>();
        for (Deed each : site.deeds().newest()) {
            boolean done = each.outcome().equals("done");
            rows.add(Block.Row.of(
                    When.of(each.at().toString(), site.now()),
                    Cell.of(each.operator()),
                    Cell.of(each.did()),
                    Cell.code(each.subject()),
                    done ? Cell.badge("done", "ok") : Cell.badge(each.outcome(), "danger")));
        }
        Block block = Block.of(
                "",
                "The newest five hundred since this console started, kept in memory; the console's log has all of them."
                        + (rows.isEmpty() ? " So far there are none." : ""));
        if (!rows.isEmpty()) {
            block = block.table(new Block.Table(
                    "What operators did", List.of("When", "Who", "Did", "To", "Outcome"), rows, FormView.NONE));
        }
        PageAnswer page = site.page(visit, View.of("What operators did", block));
        return Uni.createFrom().item(page);
    }
}
