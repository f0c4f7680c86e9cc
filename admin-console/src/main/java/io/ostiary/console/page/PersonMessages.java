package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The messages to an identity's addresses. */
final class PersonMessages implements Page {

    private static final int MOST_ADDRESSES = 8;
    private static final int MOST_MESSAGES = 25;

    private final Site site;
    private final PersonPages people;
    private final MessageRows rows;

    PersonMessages(Site site, PersonPages people, MessageRows rows) {
        this.site = site;
        this.people = people;
        this.rows = rows;
    }

    /** Messages to each address; a part that fails fails alone. */
    Uni<List<Sent>> of(Person person) {
        List<Uni<Sent>> asked = person.recipients().stream()
                .limit(MOST_ADDRESSES)
                .map(each -> site.admin()
                        .get("/admin/courier/messages?page_size=" + MOST_MESSAGES + "&recipient=" + Api.encoded(each))
                        .map(answer -> new Sent(each, answer)))
                .toList();
        return asked.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(asked).andCollectFailures();
    }

    /**
     * Messages to one address.
     *
     * @param recipient the address
     * @param answer what the API says
     */
    record Sent(String recipient, ApiAnswer answer) {}

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit, person -> of(person).map(sent -> people.page(visit, person, "Messages", blocks(sent))));
    }

    private List<Block> blocks(List<Sent> sent) {
        List<Block> blocks = new ArrayList<>();
        for (Sent each : sent) {
            ApiAnswer answer = each.answer();
            if (!answer.isSuccess()) {
                blocks.add(Block.failed("To " + each.recipient(), answer.reason()));
            } else if (answer.body().isEmpty()) {
                blocks.add(Block.of("To " + each.recipient(), "None."));
            } else {
                blocks.add(Block.of("To " + each.recipient(), "").table(rows.table(answer.body())));
            }
        }
        return blocks.isEmpty() ? List.of(Block.of("", "This identity has no address.")) : blocks;
    }
}
