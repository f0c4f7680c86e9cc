package io.ostiary.flow.recovery;

import io.ostiary.config.Secret;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.session.Sessions;
import java.util.Objects;

/** What came of a secret that was right. */
sealed interface Outcome {

    /** Of the question whose account it opens. */
    sealed interface OfSearch extends Outcome {}

    /** Of the attempt to open it. */
    sealed interface OfRecovery extends Outcome {}

    /** It opens somebody's account. */
    record Known(IdentitySnapshot identity) implements OfSearch {}

    /** The person is signed in. */
    record SignedIn(Open open, Sessions.Issued issued) implements OfRecovery {

        /** Their session. */
        SessionBody session() {
            return Objects.requireNonNull(issued.session());
        }

        /** Its token. */
        Secret token() {
            return Objects.requireNonNull(issued.token());
        }
    }

    /** The secret is used up, and a hook has something against signing the person in. */
    record Hooked(Verdict verdict) implements OfRecovery {}

    /** It opens nothing after all. */
    record Gone(Lost why) implements OfSearch, OfRecovery {}
}
