package io.ostiary.flow.continuity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.flow.http.ClientRequest;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Keeps a submission while its owner is elsewhere, and hands it out once: the one door by which a browser comes back. It is
 * found by the browser's cookie, and only for the same identity and flow; a cookie of somebody else opens nothing. Native
 * apps have no cookies, so nothing is kept for them.
 */
public interface Detours {

    /** Keeps a submission for a quarter of an hour, and gives the browser the cookie that finds it. */
    Uni<Void> keep(ClientRequest request, Waiting waiting, ObjectNode submission);

    /** The submission that waits, once; empty when none does. */
    Uni<Optional<ObjectNode>> take(ClientRequest request, Waiting waiting);

    /**
     * Marks the browser as the one that leaves, where what waits is kept by the flow itself. Flows without an identity have
     * nothing else to tell their owner by.
     *
     * @param name of the detour; a browser has one mark of each name, the newest
     * @return the mark, to be kept beside what waits
     */
    String mark(ClientRequest request, String name);

    /** Whether the browser is the one that has the mark. */
    boolean isMarked(ClientRequest request, String name, String mark);

    /** Forgets everything that waits for the browser: it begins something new. */
    Uni<Void> drop(ClientRequest request);
}
