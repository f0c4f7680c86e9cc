package io.ostiary.console.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the suite knows of one person, as JSON: identity, sessions, events, messages without their content. */
final class DataDownload implements Page {

    private static final int MOST_EVENTS = 1_000;
    private static final int NOT_FOUND = 404;

    private final Site site;
    private final PersonPages people;
    private final PersonMessages messages;

    DataDownload(Site site, PersonPages people, PersonMessages messages) {
        this.site = site;
        this.people = people;
        this.messages = messages;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return people.with(
                visit,
                person -> Uni.combine()
                        .all()
                        .unis(
                                site.admin().get(PersonSessions.api(visit.id())),
                                site.admin().get(PersonEvents.api(visit.id(), MOST_EVENTS)),
                                messages.of(person))
                        .with((sessions, events, sent) -> file(visit, person, sessions, events, sent)));
    }

    /** Whole or not at all: somebody who asks for their data is not given a part of it. */
    private PageAnswer file(
            Visit visit, Person person, ApiAnswer sessions, ApiAnswer events, List<PersonMessages.Sent> sent) {
        for (PersonMessages.Sent each : sent) {
            if (!each.answer().isSuccess()) {
                return site.problem(visit, each.answer());
            }
        }
        if (!sessions.isSuccess()) {
            return site.problem(visit, sessions);
        }
        boolean unlisted = events.status() == NOT_FOUND;
        if (!events.isSuccess() && !unlisted) {
            return site.problem(visit, events);
        }
        ObjectNode all = Json.object();
        all.set("identity", person.json());
        all.set("sessions", sessions.body());
        if (!unlisted) {
            all.set("events", events.body());
        }
        ArrayNode messages = all.putArray("messages");
        sent.forEach(each -> each.answer().body().forEach(one -> {
            ObjectNode message = one.deepCopy();
            messages.add(message.without(List.of("body", "subject")));
        }));
        site.deeds().note(visit.operator().name(), "downloaded the data", person.id(), "done");
        return new PageAnswer.Download(
                "application/json", "identity-" + person.id() + ".json", Json.pretty(all) + "\n");
    }
}
