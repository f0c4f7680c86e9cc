package io.ostiary.flow.recovery;

import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.Submission;
import io.smallrye.mutiny.Uni;

/** A way to get back into an account. */
public interface RecoveryMethod {

    /** A form or link that was sent. {@code byLink}: it came by GET. */
    record Sent(ClientRequest request, Flow flow, Submission fields, Attempt attempt, boolean byLink) {}

    /** Its name in the contract: {@code code} or {@code link}. */
    String name();

    /** The group of its form elements. */
    NodeGroup group();

    /** Whether the configuration offers it. */
    boolean isEnabled();

    /** Fills a new flow's form: it asks for an address. */
    void askForAddress(Flow flow);

    /** Whether a submission is this method's business. */
    boolean handles(Sent sent);

    /** Handles a submission that is. */
    Uni<Answer> submit(Sent sent);
}
