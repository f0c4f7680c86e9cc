package io.ostiary.flow.submission;

import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.spent.Spent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** What an attempt has used up that works once. */
@Singleton
class Claims {

    private final PostgresSecrets secrets;
    private final Spent spent;

    Claims(PostgresSecrets secrets, Spent spent) {
        this.secrets = secrets;
        this.spent = spent;
    }

    /** Gives back what the methods claimed for themselves; codes and links that were sent stay used. */
    Uni<Void> giveBackSpent(Open open) {
        return spent.giveBack(open.attempt().id());
    }

    /** Gives it all back, because nothing came of the attempt. */
    Uni<Void> giveBack(Open open) {
        return secrets.release(open.flow().id(), open.attempt().id())
                .chain(() -> spent.giveBack(open.attempt().id()));
    }
}
