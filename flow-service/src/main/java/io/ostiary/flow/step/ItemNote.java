package io.ostiary.flow.step;

import io.ostiary.call.ServiceName;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.identity.SealedConfig;
import io.ostiary.outbox.write.Effect;
import java.util.UUID;

/**
 * What identity-service has to note on one item of somebody's credentials once there is a session: a backup code is used, a
 * key has counted. It is delivered before the answer; should that fail the relay repeats it.
 */
public final class ItemNote {

    private ItemNote() {}

    /**
     * The effect, see {@link Proof#after}. It changes nothing when the item is not as it was seen any more.
     *
     * @param before the item as it was seen, sealed
     * @param after the item as it is to be, sealed
     */
    public static Effect effect(
            Attempt attempt, UUID identityId, MethodName type, SealedConfig before, SealedConfig after) {
        return Effect.of(
                ServiceName.IDENTITY,
                "credentials.noted",
                attempt.id() + "/credentials.noted/" + type.wire(),
                identityId.toString(),
                new HeldCredentials.Noted(identityId, type.wire(), before, after));
    }
}
