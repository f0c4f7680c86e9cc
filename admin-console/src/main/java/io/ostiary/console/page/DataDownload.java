package io.ostiary.console.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.console.web.Page;
import io.ostiary.console.web.PageAnswer;
import io.ostiary.console.web.Visit;
import io.ostiary.pages.api.ApiAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the suite knows of one person, as JSON: identity, sessions, messages without their content. */
final class DataDownload implements Page {

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
                        .unis(site.admin().get(PersonSessions.api(visit.id())), messages.of(person))
                        .asTuple()
                        .map(parts -> file(visit, person, parts.getItem1(), parts.getItem2())));
    }

    /** Whole or not at all: somebody who asks for their data is not given a part of it. */
    private PageAnswer file(Visit visit, Person person, ApiAnswer sessions, List<PersonMessages.Sent> sent) {
        for (PersonMessages.Sent each : sent) {
            if (!each.answer().isSuccess()) {
                return site.problem(visit, each.answer());
            }
        }
        if (!sessions.isSuccess()) {
            return site.problem(visit, sessions);
        }
        ObjectNode all = Json.object();
        all.set("identity", person.json());
        all.set("sessions", sessions.body());
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
