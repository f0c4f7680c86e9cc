package io.ostiary.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What happened to somebody: the admin API's list through the gateway, and the console's page. */
abstract class ConsoleEvents {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final ConsoleStack stack = ConsoleIT.stack();
    private final Browser client = new Browser();

    @Test
    void eventsOfBothServicesAreOneListTheNewestFirst() throws IOException {
        Person person = somebody();
        String all = client.get(api(person.identity())).body();
        List<JsonNode> events = read(all);

        assertThat(events)
                .extracting(each -> each.path("type").asText())
                .startsWith("session.revoked", "session.issued")
                .endsWith("identity.registered");
        assertThat(events)
                .extracting(each -> each.path("time").asText())
                .isSortedAccordingTo(Comparator.<String>naturalOrder().reversed());
        assertThat(all).doesNotContain(person.email()).doesNotContain("token");
        assertThat(page(person.identity(), 1)).isEqualTo(events);
        assertThat(page(person.identity(), 2)).isEqualTo(events);
    }

    @Test
    void somebodyDeletedKeepsEventsWithoutAnAddress() throws IOException {
        Person person = somebody();
        Http.delete(stack.config().adminUrl() + "/admin/identities/" + person.identity(), Http.JSON.createObjectNode())
                .expect(204);
        String all = client.get(api(person.identity())).body();

        assertThat(read(all))
                .extracting(each -> each.path("type").asText())
                .contains("identity.deleted", "identity.registered");
        assertThat(all).doesNotContain(person.email());
    }

    @Test
    void thePublicPortHasNoEvents() {
        String open = api(stack.newIdentity())
                .replace(stack.config().adminUrl(), stack.config().publicUrl());

        assertThat(client.get(open).statusCode()).isIn(307, 404);
        assertThat(client.get(api("nonsense")).statusCode()).isEqualTo(400);
    }

    @Test
    void thePageSaysWhatHappenedInWords() {
        Person person = somebody();

        Document page = stack.developer().page("/identities/" + person.identity() + "/events");

        List<String> rows = page.select("tbody tr").eachText();
        assertThat(rows.getFirst()).contains("Session ended", "signed out");
        assertThat(rows.get(1)).contains("Signed in", "password");
        assertThat(rows.getLast()).contains("Signed up", "password");
        assertThat(page.select("tbody time")).hasSameSizeAs(rows);
        assertThat(page.select("nav a[aria-current]").eachText()).contains("Events");
    }

    private Person somebody() {
        Person person = new Person(stack.config());
        person.register();
        person.logOut(person.logIn());
        return person;
    }

    private String api(String identity) {
        return stack.config().adminUrl() + "/admin/ostiary/events?identity=" + identity;
    }

    /** All pages of a size, one after the other. */
    private List<JsonNode> page(String identity, int size) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        String next = api(identity) + "&page_size=" + size;
        while (next != null) {
            HttpResponse<String> answer = client.get(next);
            List<JsonNode> page = read(answer.body());
            assertThat(page.size()).isBetween(1, size);
            all.addAll(page);
            Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            next = link.find() ? stack.config().adminUrl() + link.group(1) : null;
        }
        return all;
    }

    private static List<JsonNode> read(String body) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        Http.JSON.readTree(body).forEach(all::add);
        return all;
    }
}
