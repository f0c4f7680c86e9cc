package io.ostiary.flow.limit;

import io.ostiary.config.Configuration;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.secret.NewSecret;
import io.ostiary.flow.spent.Allowance;
import io.ostiary.flow.spent.Tries;
import io.ostiary.flow.step.Sending;
import io.ostiary.flow.step.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the letters with codes and links that go to one address, whether anybody has it or not. As each code may be tried
 * a few times only, it bounds guesses at codes as well.
 */
@Singleton
public class LetterLimits {

    private static final String KEY = "ostiary.limits.letters.";

    private final LimitSettings settings;
    private final Allowance allowance;
    private final Subjects subjects;
    private final Tries tries;
    private final Evidence evidence;
    private final Clock clock;

    LetterLimits(
            Configuration configuration,
            LimitSettings settings,
            Subjects subjects,
            Tries tries,
            Evidence evidence,
            Clock clock) {
        this.settings = settings;
        this.allowance = new Allowance(configuration.integer(KEY + "most"), configuration.duration(KEY + "window"));
        this.subjects = subjects;
        this.tries = tries;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * Counts what goes out with a form.
     *
     * @param sending null: nothing does
     * @return why it may not; empty when it may
     */
    public Uni<Optional<Refusal>> count(Sent sent, MethodName method, @Nullable Sending sending) {
        List<String> addresses =
                sending == null || !settings.limit(sent.request().inbound().clientAddress())
                        ? List.of()
                        : addresses(sending);
        Uni<Optional<Refusal>> counted = Uni.createFrom().item(Optional.empty());
        for (String address : addresses) {
            counted = counted.chain(
                    before -> before.isPresent() ? Uni.createFrom().item(before) : count(sent, method, address));
        }
        return counted;
    }

    private static List<String> addresses(Sending sending) {
        return sending.secrets().stream()
                .map(NewSecret::address)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Uni<Optional<Refusal>> count(Sent sent, MethodName method, String address) {
        String subject = subjects.letters(address);
        return tries.take(subject, allowance)
                .chain(within -> within
                        ? Uni.createFrom().item(Optional.empty())
                        : evidence.refused(sent.flow(), method.wire(), Reason.LETTER_LIMIT, subject)
                                .replaceWith(Optional.of(Refusal.letters(allowance.untilMore(clock.instant())))));
    }

    /**
     * Counts, in the session's transaction, a letter that nobody waits for: it follows from something else that was done.
     *
     * @return whether it may go out
     */
    public Uni<Boolean> count(Mutiny.Session session, Sending sending) {
        List<String> addresses = settings.enabled() ? addresses(sending) : List.of();
        Uni<Boolean> counted = Uni.createFrom().item(true);
        for (String address : addresses) {
            counted = counted.chain(before -> before
                    ? tries.take(session, subjects.letters(address), allowance)
                    : Uni.createFrom().item(false));
        }
        return counted;
    }
}
