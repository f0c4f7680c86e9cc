package io.ostiary.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKafka;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the admin side sees of messages. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "courier"))
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(EmbeddedKafka.class)
@QuarkusTestResource(IdentityStub.class)
class CourierMessagesIT {

    @Inject
    CourierService service;

    @Test
    void listsMessagesByRecipientAndStatus() {
        // Given
        String message = service.send("listed@example.org", "verification_code_valid", null);
        service.awaitStatus(message, "sent");

        // Then
        service.admin()
                .queryParam("recipient", "listed@example.org")
                .queryParam("status", "sent")
                .get("/admin/courier/messages")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].id", equalTo(message))
                .body("[0].type", equalTo("email"))
                .body("[0].channel", equalTo("email"))
                .body("[0].template_type", equalTo("verification_code_valid"))
                .body("[0].send_count", equalTo(1))
                .body("[0].body", equalTo("[hidden outside development mode]"))
                .body("[0].dispatches", nullValue());
        service.admin()
                .queryParam("recipient", "listed@example.org")
                .queryParam("status", "queued")
                .get("/admin/courier/messages")
                .then()
                .body("$", hasSize(0));
        service.admin()
                .queryParam("recipient", "nobody@example.org")
                .get("/admin/courier/messages")
                .then()
                .body("$", hasSize(0));
    }

    @Test
    void showsAttemptsOfOneMessage() {
        // Given
        String message = service.send("attempts@example.org", "stub", null);
        service.awaitStatus(message, "sent");

        // Then
        service.admin()
                .get("/admin/courier/messages/" + message)
                .then()
                .statusCode(200)
                .body("dispatches", hasSize(1))
                .body("dispatches[0].status", equalTo("success"))
                .body("dispatches[0].message_id", equalTo(message))
                .body("dispatches[0].error", nullValue());
    }

    @Test
    void pagesThroughAllMessagesOnce() {
        // Given
        Set<String> wanted = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            wanted.add(service.insert("paged@example.org", "queued", "now() + interval '1 hour'"));
        }

        // When
        Set<String> seen = new HashSet<>();
        String next = "/admin/courier/messages?recipient=paged%40example.org&page_size=2";
        int pages = 0;
        while (next != null) {
            var response = service.admin().urlEncodingEnabled(false).get(next);
            List<String> ids = response.jsonPath().getList("id");
            assertThat(seen).doesNotContainAnyElementsOf(ids);
            seen.addAll(ids);
            next = next(response.header("Link"));
            pages++;
        }

        // Then
        assertThat(seen).isEqualTo(wanted);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void answersBadInputWithProblems() {
        service.admin()
                .queryParam("status", "lost")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        service.admin()
                .queryParam("page_token", "garbage")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        service.admin()
                .queryParam("page_size", "many")
                .get("/admin/courier/messages")
                .then()
                .statusCode(400);
        service.admin().get("/admin/courier/messages/no-uuid").then().statusCode(400);
        service.admin()
                .get("/admin/courier/messages/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("error.code", equalTo(404));
    }

    private static String next(String links) {
        for (String link : links.split(",")) {
            if (link.contains("rel=\"next\"")) {
                return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
            }
        }
        return null;
    }
}
