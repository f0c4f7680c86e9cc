package io.ostiary.flow.step;

import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A submission, in whichever flow.
 *
 * @param flow the form that was sent. A method reads it, and writes nothing but its own {@link Flow#state state} and
 *     {@link Flow#secrets secrets} in it
 * @param schema of the identities that the flow is about
 * @param fields what was sent
 * @param attempt the idempotency key of the calls made for it
 * @param who whose session it is; null when the client has none
 * @param resumed whether it was checked and kept before its owner went elsewhere, see
 *     {@link io.ostiary.flow.continuity.Detours}
 */
public record Sent(
        ClientRequest request,
        Flow flow,
        IdentitySchemaForm schema,
        Submission fields,
        Attempt attempt,
        @Nullable Person who,
        boolean resumed) {

    /** Who is signed in; only in flows that nobody else may submit. */
    public Person owner() {
        return Objects.requireNonNull(who, "somebody is signed in here");
    }

    /** Whether it came by GET: by a link out of a mail, or by what a browser asks for on its own. */
    public boolean byLink() {
        return fields.isByLink();
    }
}
