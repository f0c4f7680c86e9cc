package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;

/** All send the code from one mail, in a flow of an app that one identity began. */
abstract class CodeRace implements Race {

    private final StackConfig config;
    private final Mailbox mailbox;
    private final String flow;
    private final String addressField;
    private final int askedForCode;

    final Admin admin;

    /**
     * @param flow its name in addresses, such as {@code login}
     * @param addressField the field that takes the address
     * @param askedForCode the status of the answer that shows the field for the code
     */
    CodeRace(StackConfig config, Mailbox mailbox, String flow, String addressField, int askedForCode) {
        this.config = config;
        this.mailbox = mailbox;
        this.admin = new Admin(config);
        this.flow = flow;
        this.addressField = addressField;
        this.askedForCode = askedForCode;
    }

    /** What the form with the code says beside method and code. */
    abstract ObjectNode withCode(ObjectNode form, String email);

    abstract boolean isWon(Answer answer);

    abstract boolean isRefused(Answer answer);

    /** How often that identity got it. */
    abstract int given(String identity);

    @Override
    public Round begin(int round) {
        String email = Admin.newEmail();
        String identity = admin.create(email);
        String path = "/self-service/" + flow;
        String target = path
                + "?flow="
                + Http.get(config.publicUrl() + path + "/api").expect(200).text("/id");
        Http.post(config.publicUrl() + target, form().put(addressField, email)).expect(askedForCode);
        ObjectNode form = withCode(form().put("code", mailbox.awaitCode(email)), email);
        return new Code(identity, Race.json("POST", target, form));
    }

    private static ObjectNode form() {
        return Http.JSON.createObjectNode().put("method", "code");
    }

    private final class Code extends OneRequest {

        private final String identity;

        private Code(String identity, Request request) {
            super(request);
            this.identity = identity;
        }

        @Override
        public boolean isWon(Answer answer) {
            return CodeRace.this.isWon(answer);
        }

        @Override
        public boolean isRefused(Answer answer) {
            return CodeRace.this.isRefused(answer);
        }

        @Override
        public int given() {
            return CodeRace.this.given(identity);
        }
    }
}
