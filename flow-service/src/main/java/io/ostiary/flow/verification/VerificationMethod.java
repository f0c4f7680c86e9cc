package io.ostiary.flow.verification;

import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.message.Letter;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** A way to prove that an address is one's own. */
public interface VerificationMethod {

    /** A form or link that was sent. {@code byLink}: it came by GET, out of a mail. */
    record Sent(ClientRequest request, Flow flow, Submission fields, Attempt attempt, boolean byLink) {}

    /** Its name in the contract: {@code code} or {@code link}. */
    String name();

    /** The group of its form elements. */
    NodeGroup group();

    /** Whether the configuration offers it. */
    boolean isEnabled();

    /** Fills a new flow's form: it asks for an address. */
    void askForAddress(Flow flow);

    /**
     * Prepares a flow whose address is known already, and makes the secret.
     *
     * @param session the transaction in which the secret is stored
     * @return the letter that carries the secret to the address
     */
    Uni<Letter> begin(Mutiny.Session session, Flow flow, IdentitySnapshot identity, CodeAddress address);

    /** Handles a submission for this method. */
    Uni<Answer> submit(Sent sent);
}
