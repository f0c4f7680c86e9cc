package io.ostiary.flow.flow;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;

/**
 * A stored flow has a word that this version doesn't know, because a newer one wrote it during a
 * rolling upgrade, or it was sealed under a secret that the configuration lacks. To its client such
 * a flow is gone (410); a new one begins.
 */
public final class UnreadableFlow extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnreadableFlow() {
        super(new Problem.FlowGone(true, Json.object()));
    }
}
