package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.util.Set;

/** All sign in with the code from one mail. */
final class LoginCodeRace implements Race {

    /** Wrong or used, tried too often, or the flow has done its work. */
    private static final Set<Integer> REFUSED = Set.of(4010008, 4000001, 4010002);

    private final StackConfig config;
    private final Mailbox mailbox;
    private final Admin admin;

    LoginCodeRace(StackConfig config, Mailbox mailbox) {
        this.config = config;
        this.mailbox = mailbox;
        this.admin = new Admin(config);
    }

    @Override
    public Round begin(int round) {
        String email = Admin.newEmail();
        String identity = admin.create(email);
        String flow = Http.get(config.publicUrl() + "/self-service/login/api")
                .expect(200)
                .text("/id");
        String target = "/self-service/login?flow=" + flow;
        Http.post(config.publicUrl() + target, form(email)).expect(400);
        ObjectNode code = form(email).put("code", mailbox.awaitCode(email));
        return new Code(identity, Race.json("POST", target, code));
    }

    private static ObjectNode form(String email) {
        return Http.JSON.createObjectNode().put("method", "code").put("identifier", email);
    }

    private final class Code implements Round {

        private final String identity;
        private final Request request;

        private Code(String identity, Request request) {
            this.identity = identity;
            this.request = request;
        }

        @Override
        public Request request(int connection) {
            return request;
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
            return admin.sessions(identity);
        }
    }
}
