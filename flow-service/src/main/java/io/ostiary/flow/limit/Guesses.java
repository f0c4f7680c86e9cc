package io.ostiary.flow.limit;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Sent;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which submissions guess at a secret, and at whose. */
@Singleton
class Guesses {

    private final Subjects subjects;

    Guesses(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * Whether a submission brings a secret that could be guessed. Links can't be: they hold 256 random bits.
     *
     * @param method whose business it is
     */
    static boolean isGuess(Sent sent, MethodName method) {
        return switch (sent.flow().kind()) {
            case LOGIN -> !method.equals(MethodName.CODE) || bringsCode(sent);
            case RECOVERY, VERIFICATION -> method.equals(MethodName.CODE) && bringsCode(sent);
            case REGISTRATION, SETTINGS -> false;
        };
    }

    private static boolean bringsCode(Sent sent) {
        return !sent.fields().text("code").isEmpty();
    }

    /**
     * What is counted of it.
     *
     * @param secondFactor whether it is a known person's second factor: then the account is not counted here
     */
    Guess of(Sent sent, MethodName method, boolean secondFactor) {
        Optional<String> network = Network.of(sent.request().inbound().clientAddress());
        byte[] ofNetwork = network.map(subjects::network).orElse(null);
        String identifier = secondFactor ? null : identifier(sent);
        if (identifier == null) {
            return new Guess(sent, method.wire(), null, null, ofNetwork, null, null, null);
        }
        byte[] account = subjects.account(sent.flow().kind(), identifier);
        byte[] mark = sent.request().inbound().mark().orElse(null);
        return new Guess(
                sent,
                method.wire(),
                identifier,
                account,
                ofNetwork,
                network.map(each -> subjects.pair(account, each)).orElse(null),
                mark,
                mark == null ? null : subjects.browser(account, mark));
    }

    /** The address to which the flow has sent a code, or the identifier that was typed. */
    private static @Nullable String identifier(Sent sent) {
        Flow flow = sent.flow();
        Stream<String> typed = flow.kind() == FlowKind.LOGIN
                ? Stream.of(sent.fields().firstText("identifier", "password_identifier", "address"))
                : Stream.of();
        Stream<String> sentTo = Stream.of("address", "sent_to")
                .map(field -> flow.state(MethodName.CODE).path(field).asText());
        return Stream.concat(typed, sentTo)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(null);
    }
}
