package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import java.net.URI;
import java.util.Map;

/** Recovery that an operator began: one code, one link, one session. */
final class RecoveryRaces {

    private RecoveryRaces() {}

    /** All send the right code. */
    static Race code(Admin admin) {
        return round -> {
            String identity = admin.create(Admin.newEmail());
            ObjectNode asApp = Http.JSON.createObjectNode().put("flow_type", "api");
            JsonNode begun = admin.recover("code", identity, asApp);
            String flow = begun.path("recovery_link").asText().replaceAll(".*flow=", "");
            ObjectNode form = Http.JSON.createObjectNode().put("method", "code");
            form.put("code", begun.path("recovery_code").asText());
            return new Code(admin, identity, Race.json("POST", "/self-service/recovery?flow=" + flow, form));
        };
    }

    /** All open the link. */
    static Race link(Admin admin) {
        return round -> {
            String identity = admin.create(Admin.newEmail());
            JsonNode begun = admin.recover("link", identity, Http.JSON.createObjectNode());
            URI link = URI.create(begun.path("recovery_link").asText());
            return new Link(
                    admin,
                    identity,
                    new Request(
                            "GET", link.getRawPath() + "?" + link.getRawQuery(), Map.of("Accept", "text/html"), null));
        };
    }

    private record Code(Admin admin, String identity, Request request) implements Race.Round {

        @Override
        public Request request(int connection) {
            return request;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 200
                    && Race.body(answer).path("state").asText().equals("passed_challenge");
        }

        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 400 || answer.status() == 410 || answer.status() == 422;
        }

        @Override
        public int given() {
            return admin.sessions(identity);
        }
    }

    private record Link(Admin admin, String identity, Request request) implements Race.Round {

        @Override
        public Request request(int connection) {
            return request;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 303
                    && answer.header("location").contains("/settings?flow=")
                    && answer.header("set-cookie").contains("ory_kratos_session=");
        }

        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 303
                    && answer.header("location").contains("/recovery?flow=")
                    && !answer.header("set-cookie").contains("ory_kratos_session=");
        }

        @Override
        public int given() {
            return admin.sessions(identity);
        }
    }
}
