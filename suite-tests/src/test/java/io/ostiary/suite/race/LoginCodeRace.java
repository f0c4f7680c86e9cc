package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.StackConfig;
import java.util.Set;

/** All sign in with the code from one mail. */
final class LoginCodeRace extends CodeRace {

    /** Wrong or used, tried too often, or the flow has done its work. */
    private static final Set<Integer> REFUSED = Set.of(4010008, 4000001, 4010002);

    LoginCodeRace(StackConfig config, Mailbox mailbox) {
        super(config, mailbox, "login", "identifier", 400);
    }

    @Override
    ObjectNode withCode(ObjectNode form, String email) {
        return form.put("identifier", email);
    }

    @Override
    boolean isWon(Answer answer) {
        return answer.status() == 200 && Race.body(answer).hasNonNull("session_token");
    }

    @Override
    boolean isRefused(Answer answer) {
        return answer.status() == 400 && REFUSED.contains(Race.message(answer));
    }

    @Override
    int given(String identity) {
        return admin.sessions(identity);
    }
}
