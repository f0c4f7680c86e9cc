package io.ostiary.suite.race;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.util.Set;

/**
 * All add the same right second factor to one session. The losers have guessed at nothing: afterwards their owner is as free
 * to try as before.
 */
abstract class SecondFactorRace implements Race {

    private static final String PASSWORD = "correct-Horse-battery-91";

    private final StackConfig config;
    private final Set<Integer> refusals;

    /** @param refusals ids of the messages for a code that is right and was used */
    SecondFactorRace(StackConfig config, Set<Integer> refusals) {
        this.config = config;
        this.refusals = refusals;
    }

    /** Puts into new credentials what the factor needs. */
    abstract void enrol(ObjectNode credentials);

    /** The right form. */
    abstract ObjectNode right(String email);

    /** A form like it that is wrong. */
    abstract ObjectNode wrong();

    @Override
    public Round begin(int round) {
        String email = Admin.newEmail();
        ObjectNode body = Admin.identity(email);
        body.putArray("verifiable_addresses")
                .addObject()
                .put("value", email)
                .put("via", "email")
                .put("verified", true)
                .put("status", "completed");
        ObjectNode credentials = body.putObject("credentials");
        credentials.putObject("password").putObject("config").put("password", PASSWORD);
        enrol(credentials);
        String identity = Http.post(config.adminUrl() + "/admin/identities", body)
                .expect(201)
                .text("/id");
        String token = signIn(email);
        Request step = Race.json("POST", "/self-service/login?flow=" + flow(token, "aal=aal2"), right(email), token);
        return new Step(identity, token, step);
    }

    private String signIn(String email) {
        String action = Http.get(config.publicUrl() + "/self-service/login/api")
                .expect(200)
                .text("/ui/action");
        ObjectNode form = Http.JSON
                .createObjectNode()
                .put("method", "password")
                .put("identifier", email)
                .put("password", PASSWORD);
        return Http.post(action, form).expect(200).text("/session_token");
    }

    /** The id of a flow that a session begins. */
    private String flow(String token, String query) {
        return Http.get(config.publicUrl() + "/self-service/login/api?" + query, "X-Session-Token", token)
                .expect(200)
                .text("/id");
    }

    private final class Step extends OneRequest {

        private final String identity;
        private final String token;

        private Step(String identity, String token, Request request) {
            super(request);
            this.identity = identity;
            this.token = token;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 200 && Race.body(answer).hasNonNull("session_token");
        }

        /** Used; or too many at this moment; or the session has its second factor by now. */
        @Override
        public boolean isRefused(Answer answer) {
            boolean used = answer.status() == 400 && refusals.contains(Race.message(answer));
            boolean over = answer.status() == 400
                    && Race.body(answer).at("/error/id").asText().equals("session_already_available");
            return used || over || answer.status() == 429;
        }

        @Override
        public int given() {
            assertNobodyIsLockedOut();
            JsonNode sessions = Http.get(config.adminUrl() + "/admin/identities/" + identity + "/sessions")
                    .expect(200)
                    .body();
            int proven = 0;
            for (JsonNode by : sessions.at("/0/authentication_methods")) {
                proven += by.path("aal").asText().equals("aal2") ? 1 : 0;
            }
            return proven;
        }

        private void assertNobodyIsLockedOut() {
            String target = config.publicUrl() + "/self-service/login?flow=" + flow(token, "aal=aal2&refresh=true");
            assertThat(Http.post(target, wrong(), token).status())
                    .as("a try after the race")
                    .isEqualTo(400);
        }
    }
}
