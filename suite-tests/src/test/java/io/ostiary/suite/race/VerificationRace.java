package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Events;
import io.ostiary.suite.Http;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;
import java.time.Duration;
import java.util.List;

/** All verify one address with the code from one mail. */
final class VerificationRace implements Race {

    private static final String VERIFIED = "identity.address_verified";

    private final StackConfig config;
    private final Mailbox mailbox;
    private final Admin admin;
    private final Events events;

    VerificationRace(StackConfig config, Mailbox mailbox, Events events) {
        this.events = events;
        this.config = config;
        this.mailbox = mailbox;
        this.admin = new Admin(config);
    }

    @Override
    public Round begin(int round) {
        String email = Admin.newEmail();
        String identity = admin.create(email);
        String base = config.publicUrl() + "/self-service/verification";
        String target = "/self-service/verification?flow="
                + Http.get(base + "/api").expect(200).text("/id");
        ObjectNode form = Http.JSON.createObjectNode().put("method", "code").put("email", email);
        Http.post(config.publicUrl() + target, form).expect(200);
        ObjectNode code = Http.JSON.createObjectNode().put("method", "code");
        code.put("code", mailbox.awaitCode(email));
        return new Code(identity, Race.json("POST", target, code));
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
            return answer.status() == 200 && Race.message(answer) == 1080002;
        }

        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 410
                    || answer.status() == 400
                    || answer.status() == 200 && Race.message(answer) / 10_000 == 407;
        }

        @Override
        public int given() {
            events.typesOf(identity, 2, Duration.ofSeconds(20));
            // One more than there should be: what comes too often would come now.
            List<String> all = events.typesOf(identity, 3, Duration.ofMillis(500));
            return (int) all.stream().filter(VERIFIED::equals).count();
        }
    }
}
