package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** What happened to one identity, the newest first. */
final class PersonEvents implements Page {

    private static final int PAGE_SIZE = 50;
    private static final int NOT_FOUND = 404;

    private final Site site;
    private final PersonPages people;

    PersonEvents(Site site, PersonPages people) {
        this.site = site;
        this.people = people;
    }

    /** Address of somebody's events in the API. */
    static String api(String id, int size) {
        return "/admin/ostiary/events?identity=" + Api.encoded(id) + "&page_size=" + size;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        String token = visit.query("page_token")
                .map(each -> "&page_token=" + Api.encoded(each))
                .orElse("");
        return people.with(
                visit,
                person -> site.admin()
                        .get(api(visit.id(), PAGE_SIZE) + token)
                        .map(answer -> people.page(visit, person, "Events", List.of(block(visit, person, answer)))));
    }

    private Block block(Visit visit, Person person, ApiAnswer answer) {
        if (answer.status() == NOT_FOUND) {
            return Block.of("", "This server does not list events.");
        }
        if (!answer.isSuccess()) {
            return Block.failed("Events", answer.reason());
        }
        Block block = Block.of("", answer.body().isEmpty() ? "None that are still kept." : "");
        if (!answer.body().isEmpty()) {
            List<Block.Row> rows = new ArrayList<>();
            answer.body().forEach(each -> {
                EventWords words = EventWords.of(each);
                rows.add(Block.Row.of(
                        Cell.of(words.what()),
                        Cell.of(words.details()),
                        When.of(each.path("time").asText(), site.now())));
            });
            block = block.table(new Block.Table("Events", List.of("What", "Details", "When"), rows, FormView.NONE));
        }
        String path = person.path() + "/events";
        if (visit.query("page_token").isPresent()) {
            block = block.link("Newest", path, "plain");
        }
        return answer.nextPage().isPresent()
                ? block.link("Older", Site.next(path, "", answer.nextPage().get()), "plain")
                : block;
    }
}
