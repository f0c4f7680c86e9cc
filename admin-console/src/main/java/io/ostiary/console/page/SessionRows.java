package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import io.ostiary.console.web.Visit;
import java.util.ArrayList;
import java.util.List;

/** Sessions as rows. */
final class SessionRows {

    private final Site site;

    SessionRows(Site site) {
        this.site = site;
    }

    /**
     * A table of sessions.
     *
     * @param ofMany whether a column says whose they are
     * @param back path to return to once one was ended
     */
    Block.Table table(Visit visit, JsonNode sessions, boolean ofMany, String back) {
        List<String> columns = new ArrayList<>(List.of("Device", "From", "How", "Signed in", "Ends", "State"));
        if (ofMany) {
            columns.addFirst("Who");
        }
        if (visit.mayChange()) {
            columns.add("End");
        }
        List<Block.Row> rows = new ArrayList<>();
        sessions.forEach(each -> rows.add(row(visit, each, ofMany, back)));
        return new Block.Table("Sessions", columns, rows, FormView.NONE);
    }

    private Block.Row row(Visit visit, JsonNode session, boolean ofMany, String back) {
        JsonNode device = session.path("devices").path(0);
        boolean active = session.path("active").asBoolean();
        List<String> how = new ArrayList<>();
        session.path("authentication_methods")
                .forEach(each -> how.add(each.path("method").asText()));
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(device(device.path("user_agent").asText(""))),
                Cell.of(from(device)),
                Cell.of(String.join(", ", how)),
                When.of(session.path("authenticated_at").asText(), site.now()),
                When.of(session.path("expires_at").asText(), site.now()),
                active ? Cell.badge("active", "ok") : Cell.badge("ended", "warn")));
        if (ofMany) {
            Person person = new Person(session.path("identity"));
            cells.addFirst(Cell.link(person.label(), person.path()));
        }
        List<FormView> forms = new ArrayList<>();
        if (visit.mayChange() && active) {
            String id = session.path("id").asText();
            forms.add(site.form(visit, "/sessions/" + Api.encoded(id) + "/end")
                    .hide("back", back)
                    .button(new FormView.Button(
                            "End",
                            "small",
                            "",
                            "",
                            device(device.path("user_agent").asText("")))));
        }
        return new Block.Row("", "", false, cells, forms);
    }

    private static String device(String agent) {
        return agent.isBlank() ? "unknown" : agent;
    }

    private static String from(JsonNode device) {
        String address = device.path("ip_address").asText("");
        String place = device.path("location").asText("");
        return place.isBlank() ? address : address + " (" + place + ")";
    }
}
