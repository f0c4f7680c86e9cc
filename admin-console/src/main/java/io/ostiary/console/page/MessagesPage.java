package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the courier sent, sends, or gave up. */
final class MessagesPage implements Page {

    static final String PATH = "/messages";
    static final List<String> STATES = List.of("queued", "processing", "sent", "abandoned");

    private static final int PAGE_SIZE = 50;

    private final Site site;
    private final MessageRows rows;

    MessagesPage(Site site, MessageRows rows) {
        this.site = site;
        this.rows = rows;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        String query = query(visit);
        String token = visit.query("page_token")
                .map(each -> "&page_token=" + Api.encoded(each))
                .orElse("");
        return site.admin()
                .get("/admin/courier/messages?page_size=" + PAGE_SIZE + (query.isEmpty() ? "" : "&" + query) + token)
                .map(answer -> drawn(visit, answer));
    }

    private static String query(Visit visit) {
        String status = visit.query("status")
                .filter(STATES::contains)
                .map(each -> "&status=" + each)
                .orElse("");
        String recipient = visit.query("recipient")
                .map(each -> "&recipient=" + Api.encoded(each))
                .orElse("");
        return (status + recipient).replaceFirst("^&", "");
    }

    private PageAnswer drawn(Visit visit, ApiAnswer answer) {
        if (!answer.isSuccess()) {
            return site.problem(visit, answer);
        }
        FormView filter = new FormView(PATH, "get", "", List.of(), List.of(), List.of())
                .field(new FieldView(
                        "f-status",
                        "status",
                        "State",
                        "choice",
                        visit.query("status").orElse(""),
                        List.of("", "queued", "processing", "sent", "abandoned"),
                        false,
                        "",
                        ""))
                .field(new FieldView(
                        "f-recipient",
                        "recipient",
                        "Recipient",
                        "text",
                        visit.query("recipient").orElse(""),
                        List.of(),
                        false,
                        "The whole address.",
                        ""))
                .button("Filter", "plain");
        Block list = Block.of("", answer.body().isEmpty() ? "No message is like that." : "");
        if (!answer.body().isEmpty()) {
            list = list.table(rows.table(answer.body()));
        }
        String query = query(visit);
        if (visit.query("page_token").isPresent()) {
            list = list.link("First page", query.isEmpty() ? PATH : PATH + "?" + query, "plain");
        }
        if (answer.nextPage().isPresent()) {
            list = list.link(
                    "Next page", Site.next(PATH, query, answer.nextPage().get()), "plain");
        }
        return site.page(visit, View.of("Messages", Block.of("", "").form(filter), list));
    }
}
