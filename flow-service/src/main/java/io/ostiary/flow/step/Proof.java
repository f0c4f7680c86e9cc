package io.ostiary.flow.step;

import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.outbox.write.Effect;
import java.util.List;

/**
 * Somebody proved who they are.
 *
 * @param identity as the method saw it
 * @param by what the session's list of authentications gets
 * @param after what other services have to do once the session is there, such as noting a key's counter
 */
public record Proof(IdentitySnapshot identity, AuthenticationMethodBody by, List<Effect> after) {

    /** A proof without consequences of its own. */
    public static Proof of(IdentitySnapshot identity, AuthenticationMethodBody by) {
        return new Proof(identity, by, List.of());
    }
}
