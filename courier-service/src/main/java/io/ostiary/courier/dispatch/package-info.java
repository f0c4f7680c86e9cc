/**
 * Sends what is queued. A {@link io.ostiary.courier.dispatch.Dispatcher} claims messages that are
 * due, as many as it has free hands, draws them and gives them to their channel; then it writes the
 * outcome.
 *
 * <ul>
 *   <li>The claim itself writes <em>sending</em>, before the attempt, with a lease by the
 *       database's clock; rows that another dispatcher is claiming are skipped. Any number of
 *       dispatchers in any number of processes may run.
 *   <li>An attempt may take half of the lease, so its outcome is written while the lease holds. An
 *       outcome under a lost lease is not written.
 *   <li>A lease that ends in <em>sending</em> is an unknown outcome: the message is sent again,
 *       unless {@code ostiary.courier.at_most_once} names its template. With n attempts in flight a
 *       kill causes at most n repeats and no loss.
 *   <li>A provider's refusal is tried again {@code courier.message_retries} times. A provider that
 *       can't be reached costs a message none of these; it waits, for a day at most. From {@code
 *       not_after} on nothing is sent.
 *   <li>The end of a message, its data blanked, and its event are one transaction.
 * </ul>
 *
 * <p>Start reading at {@link io.ostiary.courier.dispatch.Dispatcher}, then {@link
 * io.ostiary.courier.dispatch.DispatchRules}, which decides and is free of everything else.
 */
@NullMarked
package io.ostiary.courier.dispatch;

import org.jspecify.annotations.NullMarked;
