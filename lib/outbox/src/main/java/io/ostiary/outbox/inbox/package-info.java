/**
 * Carries out the effects that other services decided, each once.
 *
 * <p>{@link io.ostiary.outbox.inbox.EffectsResource} receives them over HTTP; a service that got
 * pending effects in a response gives them to {@link io.ostiary.outbox.inbox.Inbox} itself. The
 * inbox finds the {@link io.ostiary.outbox.inbox.EffectHandler} by type and runs it in one
 * transaction with the receipt, so that a second delivery gets the first one's result. Owns the
 * table {@code effect_receipt}.
 */
@NullMarked
package io.ostiary.outbox.inbox;

import org.jspecify.annotations.NullMarked;
