package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.suite.Events;
import io.ostiary.suite.Mailbox;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.StackConfig;
import java.time.Duration;
import java.util.List;

/** All verify one address with the code from one mail. */
final class VerificationRace extends CodeRace {

    private static final String VERIFIED = "identity.address_verified";

    private final Events events;

    VerificationRace(StackConfig config, Mailbox mailbox, Events events) {
        super(config, mailbox, "verification", "email", 200);
        this.events = events;
    }

    @Override
    ObjectNode withCode(ObjectNode form, String email) {
        return form;
    }

    @Override
    boolean isWon(Answer answer) {
        return answer.status() == 200 && Race.message(answer) == 1080002;
    }

    @Override
    boolean isRefused(Answer answer) {
        return answer.status() == 410
                || answer.status() == 400
                || answer.status() == 200 && Race.message(answer) / 10_000 == 407;
    }

    @Override
    int given(String identity) {
        events.typesOf(identity, 2, Duration.ofSeconds(20));
        // One more than there should be: what comes too often would come now.
        List<String> all = events.typesOf(identity, 3, Duration.ofMillis(500));
        return (int) all.stream().filter(VERIFIED::equals).count();
    }
}
