package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.outbox.write.Effect;
import io.ostiary.outbox.write.TransactionWork;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Something that the configuration has done before or after a flow: {@code selfservice.flows.<flow>.before.hooks} and
 * {@code .after[.<method>].hooks}. A hook is asked at five moments, in this order; {@code config} is its own part of the
 * configuration, an empty object when it has none.
 *
 * <ol>
 *   <li>{@link #begins}: a flow is about to begin.
 *   <li>{@link #decided}: a method has decided and nothing is written yet. The only moment that can refuse or change.
 *   <li>{@link #written}: in the transaction that writes, so that no effect is lost.
 *   <li>{@link #next}: what the client is told to do next.
 *   <li>{@link #after}: behind the commit, in the request. It may fail the answer, never the write.
 * </ol>
 */
public interface Hook {

    /** Its name in the configuration, such as {@code revoke_active_sessions}. */
    String name();

    /** The flows that it can follow; elsewhere it does nothing. */
    Set<FlowKind> joins();

    /** Whether {@link #decided} has to see what would be written, which costs a call. */
    default boolean seesDraft() {
        return false;
    }

    /** The same for a hook as it is configured. */
    default boolean seesDraft(JsonNode config) {
        return seesDraft();
    }

    /**
     * Whether {@link #decided} may put the decision off until something else has happened. Such hooks are asked last, so
     * that no other one is passed over.
     */
    default boolean putsOff() {
        return false;
    }

    /** Whether somebody who signed up gets a session by it. */
    default boolean signsIn() {
        return false;
    }

    /** A flow is about to begin and is not stored yet; {@link Verdict.GoWith} makes no sense there. */
    default Uni<Verdict> begins(Moment.Begins moment, JsonNode config) {
        return Uni.createFrom().item(Verdict.GO);
    }

    /** A method has decided, and nothing is written yet. */
    default Uni<Verdict> decided(Moment.Decided moment, JsonNode config) {
        return Uni.createFrom().item(Verdict.GO);
    }

    /** What other services have to do; written with the decision. */
    default List<Effect> written(Moment.Written moment, JsonNode config) {
        return List.of();
    }

    /** What is kept of it in the transaction that writes, beyond effects; {@link TransactionWork#NONE} costs none. */
    default TransactionWork keeping(Moment.Written moment, JsonNode config) {
        return TransactionWork.NONE;
    }

    /**
     * What {@link #follow} has to do once identity-service has registered somebody. Asked for sign-ups, before the write: it
     * travels with that, so that it is done also where this service dies before it hears of it. Secrets in it are sealed.
     *
     * @return null: nothing
     */
    default @Nullable JsonNode followUp(Moment.Decided moment, JsonNode config) {
        return null;
    }

    /**
     * Somebody is registered; done once.
     *
     * @param followUp as {@link #followUp} gave it
     */
    default Uni<Void> follow(Mutiny.Session session, IdentityBody identity, JsonNode followUp) {
        return Uni.createFrom().voidItem();
    }

    /** {@link #follow} is committed. For what only saves time, such as waking a worker. */
    default void followed() {}

    /** What the client does next. */
    default List<ContinueWith> next(Moment.Written moment, JsonNode config) {
        return List.of();
    }

    /** Everything is written; only the answer can still be another one. */
    default Uni<Verdict> after(Moment.Written moment, JsonNode config) {
        return Uni.createFrom().item(Verdict.GO);
    }
}
