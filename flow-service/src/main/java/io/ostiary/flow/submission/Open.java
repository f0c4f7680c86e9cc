package io.ostiary.flow.submission;

import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Sent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A submission whose flow and client are known.
 *
 * @param session of the client; null when it has none
 * @param who whose session that is
 * @param resumed whether it was checked and kept before its owner went elsewhere
 */
public record Open(
        ClientRequest request,
        Flow flow,
        IdentitySchemaForm schema,
        Submission fields,
        Attempt attempt,
        @Nullable OpenSession session,
        @Nullable Person who,
        boolean resumed) {

    /** Who is signed in; only in flows that nobody else may submit. */
    public Person owner() {
        return Objects.requireNonNull(who, "somebody is signed in here");
    }

    /** The session of {@link #owner()}. */
    public OpenSession ownersSession() {
        return Objects.requireNonNull(session, "somebody is signed in here");
    }

    /** The part that a method sees. */
    public Sent sent() {
        return new Sent(request, flow, schema, fields, attempt, who, resumed);
    }

    /** The same submission under a new attempt, of the person as they are now. */
    public Open again() {
        Person now = who == null ? null : who.afresh();
        return new Open(request, flow, schema, fields, Attempt.begin(), session, now, resumed);
    }

    /** The same submission on the flow as it is stored now. */
    public Open on(Flow stored) {
        return stored == flow ? this : new Open(request, stored, schema, fields, attempt, session, who, resumed);
    }

    /** Other fields on the same flow. */
    public Open with(Submission others) {
        return new Open(request, flow, schema, others, attempt, session, who, resumed);
    }

    /** The same submission on a flow of another kind. @param of that flow's identities */
    public Open handedTo(Flow other, IdentitySchemaForm of) {
        return new Open(request, other, of, fields, attempt, session, who, resumed);
    }

    /** The same submission of a client whose session is gone. */
    public Open withoutSession() {
        return new Open(request, flow, schema, fields, attempt, null, null, resumed);
    }

    /** Whether a method has begun in this flow, and waits for what it sent. */
    public boolean waitsFor(MethodName method) {
        return flow.state() == FlowState.SENT_EMAIL && method.wire().equals(flow.active());
    }

    /** Whether the answer is a page, and not JSON. */
    public boolean isPage() {
        return !flow.isNative() && !(request.generation().tellsPagesInJson() && request.isJson());
    }
}
