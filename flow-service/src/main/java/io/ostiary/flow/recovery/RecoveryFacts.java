package io.ostiary.flow.recovery;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;

/** What a recovery flow is known by between submissions, beside what its method keeps in it. */
public final class RecoveryFacts {

    private static final String METHOD = "method";

    private RecoveryFacts() {}

    /** The method by which a flow was begun. */
    public static MethodName methodOf(Flow flow) {
        return MethodName.of(flow.context().path(METHOD).asText());
    }

    /** Makes a flow the business of a method. */
    static void assign(Flow flow, MethodName method) {
        flow.context().put(METHOD, method.wire());
        flow.setActive(method.wire());
    }

    /**
     * Opens a flow to whoever knows its id: an operator began it and no browser, so none holds an anti-forgery cookie
     * for it.
     */
    static void openToAll(Flow flow) {
        flow.openToAll();
    }

    /** Whether a flow is open to whoever knows its id. */
    static boolean isOpenToAll(Flow flow) {
        return flow.isOpenToAll();
    }
}
