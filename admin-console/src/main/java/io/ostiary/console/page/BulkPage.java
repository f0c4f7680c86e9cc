package io.ostiary.console.page;

import io.ostiary.console.api.Api;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does the same to many identities: at most a hundred, four at a time, with a result for each.
 * Those that were ticked come by GET; the number has to be typed.
 */
final class BulkPage implements Page {

    static final String PATH = IdentitiesPage.PATH + "/bulk";

    private static final int MOST = 100;
    private static final int AT_ONCE = 4;
    private static final int UNPROCESSABLE = 422;
    private static final String TYPED = "typed";
    private static final String ID = "id";
    private static final String DO = "do";

    private final Site site;

    BulkPage(Site site) {
        this.site = site;
    }

    /** What can be done. */
    private enum Deed {
        DEACTIVATE("deactivate", "Deactivate", "deactivated the identity"),
        END_SESSIONS("end-sessions", "End the sessions of", "ended all sessions"),
        DELETE("delete", "Delete for ever", "deleted the identity");

        private final String word;
        private final String verb;
        private final String did;

        Deed(String word, String verb, String did) {
            this.word = word;
            this.verb = verb;
            this.did = did;
        }

        static Optional<Deed> of(String word) {
            return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
        }

        Uni<ApiAnswer> work(Api admin, String id) {
            return switch (this) {
                case DEACTIVATE -> StatePage.set(admin, id, false);
                case END_SESSIONS -> admin.delete(Person.api(id) + "/sessions");
                case DELETE -> admin.delete(Person.api(id));
            };
        }
    }

    /** The buttons below a list with ticks. */
    static FormView ticks() {
        return new FormView(PATH, "get", "", List.of(), List.of(), List.of())
                .button(new FormView.Button("Deactivate", "plain", DO, Deed.DEACTIVATE.word, ""))
                .button(new FormView.Button("End sessions", "plain", DO, Deed.END_SESSIONS.word, ""))
                .button(new FormView.Button("Delete", "danger", DO, Deed.DELETE.word, ""));
    }

    /** What was done to one. */
    private record Result(String id, ApiAnswer answer) {

        /** Nobody has sessions to end any more: that is what was wanted. */
        boolean isDone(Deed deed) {
            return answer.isSuccess() || deed == Deed.END_SESSIONS && answer.status() == 404;
        }
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        List<String> ids = (visit.form().all(ID).isEmpty()
                        ? visit.queries(ID)
                        : visit.form().all(ID))
                .stream().distinct().toList();
        Optional<Deed> deed =
                Deed.of(visit.form().first(DO).or(() -> visit.query(DO)).orElse(""));
        if (deed.isEmpty() || ids.isEmpty() || ids.size() > MOST) {
            String text = ids.size() > MOST ? "That is more than " + MOST + "." : "Nobody is ticked.";
            return now(site.page(
                    visit,
                    UNPROCESSABLE,
                    View.of(text, Block.of("", "").link("To the identities", IdentitiesPage.PATH, "main"))));
        }
        if (!visit.isPost()) {
            return now(site.page(visit, ask(visit, deed.get(), ids, "")));
        }
        if (!visit.form().first(TYPED).orElse("").equals(Integer.toString(ids.size()))) {
            String error = "That is not the number. Nothing was done.";
            View view = ask(visit, deed.get(), ids, error)
                    .with(View.Notice.error(
                            error, List.of(new View.Link("The number", "#" + FieldView.id(TYPED), "text"))));
            return now(site.page(visit, UNPROCESSABLE, view));
        }
        return work(visit, deed.get(), ids);
    }

    private View ask(Visit visit, Deed deed, List<String> ids, String error) {
        FormView form = site.form(visit, PATH).hide(DO, deed.word);
        List<Block.Row> rows = new ArrayList<>();
        for (String each : ids) {
            form = form.hide(ID, each);
            rows.add(Block.Row.of(Cell.link(each, Person.path(each))));
        }
        form = form.field(FieldView.text(TYPED, "Type how many: " + ids.size(), "")
                        .type("numeric")
                        .error(error))
                .button(deed.verb + " " + ids.size(), "danger");
        return View.of(
                deed.verb + " " + ids.size() + (ids.size() == 1 ? " identity" : " identities"),
                Block.of("", deed == Deed.DELETE ? "Nothing brings them back." : "")
                        .form(form)
                        .link("Back", IdentitiesPage.PATH, "plain"),
                Block.of("These", "").table(new Block.Table("These", List.of("Identity"), rows, FormView.NONE)));
    }

    private Uni<PageAnswer> work(Visit visit, Deed deed, List<String> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUni(id -> site.write(visit, deed.did, id, deed.work(site.admin(), id))
                        .map(answer -> new Result(id, answer)))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(results -> site.page(visit, done(visit, deed, results)));
    }

    private View done(Visit visit, Deed deed, List<Result> results) {
        long failed = results.stream().filter(each -> !each.isDone(deed)).count();
        List<Block.Row> rows = new ArrayList<>();
        for (Result each : results) {
            boolean done = each.isDone(deed);
            rows.add(new Block.Row(
                    each.id(),
                    each.id(),
                    !done,
                    List.of(
                            Cell.link(each.id(), Person.path(each.id())),
                            done ? Cell.badge("done", "ok") : Cell.badge("failed", "danger"),
                            Cell.of(done ? "" : each.answer().reason())),
                    List.of()));
        }
        String text = failed == 0 ? "All of it was done." : failed + " failed; they are still ticked.";
        return View.of(
                deed.verb + ": " + (results.size() - failed) + " of " + results.size(),
                Block.of("", text)
                        .table(new Block.Table(
                                "Results",
                                List.of("Identity", "Outcome", "Why"),
                                rows,
                                failed == 0 ? FormView.NONE : ticks()))
                        .link("To the identities", IdentitiesPage.PATH, "plain"));
    }

    private static Uni<PageAnswer> now(PageAnswer answer) {
        return Uni.createFrom().item(answer);
    }
}
