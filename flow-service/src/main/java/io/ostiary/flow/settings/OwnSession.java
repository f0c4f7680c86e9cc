package io.ostiary.flow.settings;

import io.ostiary.call.Calls;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.session.SessionCalls;
import io.ostiary.internal.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What a change means for the session in which it was made. */
@Singleton
class OwnSession {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SessionCalls sessions;
    private final CurrentSession current;

    OwnSession(@RestClient SessionCalls sessions, CurrentSession current) {
        this.sessions = sessions;
        this.current = current;
    }

    /** Adds what enrolling a factor proves; the session lives no longer by it. */
    Uni<Void> proves(Open open, Change change) {
        if (!(change instanceof Change.Credentials made) || made.proves() == null) {
            return Uni.createFrom().voidItem();
        }
        var add = new Sessions.Add(open.attempt().id(), open.ownersSession().token(), List.of(made.proves()));
        return Calls.within(sessions.add(add), DEADLINE).replaceWithVoid();
    }

    /** Gives the browser the cookie of its session anew. */
    void giveAgain(Open open) {
        current.giveAgainTo(open.request(), open.ownersSession());
    }
}
