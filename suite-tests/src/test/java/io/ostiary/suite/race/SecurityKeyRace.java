package io.ostiary.suite.race;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Form;
import io.ostiary.suite.Http;
import io.ostiary.suite.PageVisit;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.util.Set;

/** All add one signature of a security key to the session of one browser. */
final class SecurityKeyRace implements Race {

    private static final String PASSWORD = "correct-Horse-battery-91";

    /** Signed in, and the browser has to go on to the second factor. */
    private static final int SECOND_FACTOR_NEXT = 422;

    /** The answer was used; or another connection has raised the session meanwhile, as one is told before or after that. */
    private static final Set<Integer> REFUSED = Set.of(4000043, 4000001, 4010002);

    private final StackConfig config;
    private final Admin admin;

    SecurityKeyRace(StackConfig config) {
        this.config = config;
        this.admin = new Admin(config);
    }

    @Override
    public Round begin(int round) {
        SoftwareKey key = new SoftwareKey();
        String email = Admin.newEmail();
        ObjectNode body = Admin.identity(email);
        ObjectNode credentials = body.putObject("credentials");
        credentials.putObject("password").putObject("config").put("password", PASSWORD);
        credentials.putObject("webauthn").set("config", key.credentials(false));
        String identity = admin.create(body);
        PageVisit visit = new PageVisit(config);
        JsonNode flow = visit.begin("login", "");
        ObjectNode form = Http.JSON.createObjectNode().put("method", "password");
        visit.submit("login", flow, form.put("identifier", email).put("password", PASSWORD))
                .expect(SECOND_FACTOR_NEXT);
        JsonNode step = visit.begin("login", "?aal=aal2");
        return new Step(identity, key, visit, visit.request("login", step, signed(key, step)));
    }

    private static ObjectNode signed(SoftwareKey key, JsonNode flow) {
        return Http.JSON
                .createObjectNode()
                .put("method", "webauthn")
                .put("webauthn_login", key.sign(Form.json(flow, "webauthn_login_trigger")));
    }

    private final class Step extends OneRequest {

        private final String identity;
        private final SoftwareKey key;
        private final PageVisit visit;

        private Step(String identity, SoftwareKey key, PageVisit visit, Request request) {
            super(request);
            this.identity = identity;
            this.key = key;
            this.visit = visit;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 200
                    && Race.body(answer)
                            .at("/session/authenticator_assurance_level")
                            .asText()
                            .equals("aal2");
        }

        @Override
        public boolean isRefused(Answer answer) {
            // Too many at this moment are asked to wait, as at every second factor.
            return answer.status() == 429
                    || answer.status() == 400
                            && (REFUSED.contains(Race.message(answer))
                                    || Race.body(answer)
                                            .at("/error/id")
                                            .asText()
                                            .equals("session_already_available"));
        }

        @Override
        public int given() {
            int proven = 0;
            for (JsonNode by : admin.onlySession(identity).path("authentication_methods")) {
                proven += by.path("aal").asText().equals("aal2") ? 1 : 0;
            }
            JsonNode again = visit.begin("login", "?aal=aal2&refresh=true");
            assertThat(visit.submit("login", again, signed(key, again)).status())
                    .as("the owner confirms it after the race")
                    .isEqualTo(200);
            return proven;
        }
    }
}
