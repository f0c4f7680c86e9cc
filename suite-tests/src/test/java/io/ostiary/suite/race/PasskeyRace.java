package io.ostiary.suite.race;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Form;
import io.ostiary.suite.Http;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.util.Set;

/** All sign in with one signature of a passkey, in the flow of an app that has its challenge. */
final class PasskeyRace implements Race {

    /** The answer was used, or the flow has done its work. */
    private static final Set<Integer> REFUSED = Set.of(4000043, 4010002);

    private final StackConfig config;
    private final Admin admin;

    PasskeyRace(StackConfig config) {
        this.config = config;
        this.admin = new Admin(config);
    }

    @Override
    public Round begin(int round) {
        SoftwareKey key = new SoftwareKey();
        ObjectNode body = Admin.identity(Admin.newEmail());
        body.putObject("credentials").putObject("passkey").set("config", key.credentials(true));
        return new SignIn(admin.create(body), key, signIn(key));
    }

    private Request signIn(SoftwareKey key) {
        JsonNode flow = Http.get(config.publicUrl() + "/self-service/login/api")
                .expect(200)
                .body();
        ObjectNode form = Http.JSON.createObjectNode().put("method", "passkey");
        form.put("passkey_login", key.sign(Form.json(flow, "passkey_challenge")));
        return Race.json("POST", "/self-service/login?flow=" + flow.path("id").asText(), form);
    }

    private final class SignIn extends OneRequest {

        private final String identity;
        private final SoftwareKey key;

        private SignIn(String identity, SoftwareKey key, Request request) {
            super(request);
            this.identity = identity;
            this.key = key;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 200 && Race.body(answer).hasNonNull("session_token");
        }

        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 400 && REFUSED.contains(Race.message(answer));
        }

        @Override
        public int given() {
            int sessions = admin.sessions(identity);
            assertThat(Race.sent(config.publicPort(), signIn(key)).status())
                    .as("the owner signs in after the race")
                    .isEqualTo(200);
            return sessions;
        }
    }
}
