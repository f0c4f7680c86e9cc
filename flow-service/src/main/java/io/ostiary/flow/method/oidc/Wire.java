package io.ostiary.flow.method.oidc;

import io.smallrye.mutiny.Uni;

/** Calls a provider. */
interface Wire {

    /**
     * Sends a request.
     *
     * @return whatever the status is; fails with {@link io.ostiary.contract.problem.Problem.BadGateway} when there is no
     *     usable answer
     */
    Uni<Reply> send(Call call);
}
