package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** The identities, page by page, or those that were searched for. */
final class IdentitiesPage implements Page {

    static final String PATH = "/identities";
    static final int PAGE_SIZE = 50;

    private static final List<String> COLUMNS = List.of("Identifier", "Name", "State", "Verified", "Schema", "Created");

    private final Site site;
    private final boolean asFile;

    /**
     * @param asFile whether the page is given as CSV
     */
    IdentitiesPage(Site site, boolean asFile) {
        this.site = site;
        this.asFile = asFile;
    }

    /** What was found, and how. */
    private record Found(ApiAnswer answer, String how) {}

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        String query = visit.query("q").orElse("");
        String token = visit.query("page_token").orElse("");
        if (query.isEmpty()) {
            String path = "/admin/identities?page_size=" + PAGE_SIZE
                    + (token.isEmpty() ? "" : "&page_token=" + Api.encoded(token));
            return site.admin().get(path).map(answer -> drawn(visit, new Found(answer, "")));
        }
        return look(Search.ways(query, PAGE_SIZE), 0).map(found -> drawn(visit, found));
    }

    private Uni<Found> look(List<Search.Way> ways, int at) {
        Search.Way way = ways.get(at);
        return site.admin().get(way.path()).flatMap(answer -> {
            ApiAnswer list = way.isOne() ? asList(answer) : answer;
            boolean ends = !list.isSuccess() && list.status() >= 500
                    || list.isSuccess() && !list.body().isEmpty()
                    || at + 1 == ways.size();
            return ends ? Uni.createFrom().item(new Found(list, way.what())) : look(ways, at + 1);
        });
    }

    /** One identity as a list of one; what isn't there, or isn't asked for rightly, as an empty list. */
    private static ApiAnswer asList(ApiAnswer answer) {
        var list = JsonNodeFactory.instance.arrayNode();
        if (answer.isSuccess()) {
            list.add(answer.body());
        } else if (answer.status() >= 500) {
            return answer;
        }
        return new ApiAnswer.Answered(Site.OK, list);
    }

    private PageAnswer drawn(Visit visit, Found found) {
        if (!found.answer().isSuccess()) {
            return site.problem(visit, found.answer());
        }
        List<Person> people = new ArrayList<>();
        found.answer().body().forEach(each -> people.add(new Person(each)));
        if (asFile) {
            return new PageAnswer.Download("text/csv; charset=utf-8", "identities.csv", Csv.of(people));
        }
        return site.page(visit, View.of("Identities", block(visit, people, found)));
    }

    private Block block(Visit visit, List<Person> people, Found found) {
        String query = visit.query("q").orElse("");
        Block block = Block.of("", text(query, people, found));
        if (!people.isEmpty()) {
            block = block.table(table(visit, people));
        }
        if (visit.mayChange()) {
            block = block.link("Create an identity", PATH + "/new", "main");
        }
        String asked = query.isEmpty() ? "" : "q=" + Api.encoded(query);
        if (!people.isEmpty()) {
            String token = visit.query("page_token")
                    .map(each -> "&page_token=" + Api.encoded(each))
                    .orElse("");
            block = block.link("This page as CSV", PATH + ".csv?" + asked + token, "plain");
        }
        if (visit.query("page_token").isPresent()) {
            block = block.link("First page", asked.isEmpty() ? PATH : PATH + "?" + asked, "plain");
        }
        if (found.answer().nextPage().isPresent() && query.isEmpty()) {
            block = block.link(
                    "Next page",
                    Site.next(PATH, asked, found.answer().nextPage().get()),
                    "plain");
        }
        return block;
    }

    private static String text(String query, List<Person> people, Found found) {
        if (query.isEmpty()) {
            return people.isEmpty() ? "There is nobody yet." : "";
        }
        return people.isEmpty()
                ? "No match for “" + query
                        + "”. Search compares whole identifiers, similar ones, and external ids; try the"
                        + " whole address."
                : "Found by " + found.how() + ".";
    }

    private Block.Table table(Visit visit, List<Person> people) {
        List<Block.Row> rows = new ArrayList<>();
        for (Person each : people) {
            JsonNode json = each.json();
            rows.add(new Block.Row(
                    each.id(),
                    each.label(),
                    visit.queries("id").contains(each.id()),
                    List.of(
                            Cell.link(each.label(), each.path()),
                            Cell.of(each.name()),
                            each.state(),
                            each.verified(),
                            Cell.of(json.path("schema_id").asText()),
                            When.of(json.path("created_at").asText(), site.now())),
                    List.of()));
        }
        return new Block.Table("Identities", COLUMNS, rows, visit.mayChange() ? BulkPage.ticks() : FormView.NONE);
    }
}
