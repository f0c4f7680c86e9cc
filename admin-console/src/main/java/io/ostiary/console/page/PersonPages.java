package io.ostiary.console.page;

import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the pages about one identity have in common: who it is, and where else to look. */
final class PersonPages {

    private static final Map<String, String> DONE = Map.of(
            "created", "The identity was created.",
            "saved", "The changes were saved.",
            "activated", "The identity is active again.",
            "deactivated", "The identity is inactive: it can't sign in.",
            "sessions", "All of the sessions were ended.",
            "session", "The session was ended.",
            "credential", "The credential was removed.",
            "limits", "The limits were lifted.");

    private final Site site;

    PersonPages(Site site) {
        this.site = site;
    }

    /** Goes on with the identity that the path names. */
    Uni<PageAnswer> with(Visit visit, Function<Person, Uni<PageAnswer>> then) {
        return site.admin()
                .get(Person.api(visit.id()))
                .flatMap(answer -> answer.isSuccess()
                        ? then.apply(new Person(answer.body()))
                        : Uni.createFrom().item(site.problem(visit, answer)));
    }

    /** A page about the identity. */
    PageAnswer page(Visit visit, Person person, String tab, List<Block> blocks) {
        return site.page(visit, view(visit, person, tab, blocks));
    }

    View view(Visit visit, Person person, String tab, List<Block> blocks) {
        List<Frame.Place> tabs = new ArrayList<>();
        tabs.add(tab(person, "Overview", "", tab));
        if (visit.mayChange()) {
            tabs.add(tab(person, "Edit", "/edit", tab));
        }
        tabs.add(tab(person, "Credentials", "/credentials", tab));
        tabs.add(tab(person, "Sessions", "/sessions", tab));
        tabs.add(tab(person, "Messages", "/messages", tab));
        tabs.add(tab(person, "Events", "/events", tab));
        tabs.add(tab(person, "Limits", "/limits", tab));
        return new View(person.label(), person.id(), List.of(person.state()), tabs, notices(visit, person), blocks);
    }

    private static Frame.Place tab(Person person, String label, String end, String current) {
        return new Frame.Place(label, person.path() + end, label.equals(current));
    }

    /** What was done on the page before; what can be undone has a button. */
    private List<View.Notice> notices(Visit visit, Person person) {
        String done = visit.query("done").orElse("");
        String text = DONE.get(done);
        if (text == null) {
            return List.of();
        }
        boolean undo = visit.mayChange()
                && (done.equals("deactivated") && !person.isActive() || done.equals("activated") && person.isActive());
        return List.of(undo ? View.Notice.done(text, state(visit, person, "Undo", "small")) : View.Notice.done(text));
    }

    /** The button that turns active into inactive, or back. */
    FormView state(Visit visit, Person person, String label, String style) {
        return site.form(visit, person.path() + "/state")
                .hide("state", person.isActive() ? "inactive" : "active")
                .button(label, style);
    }
}
