/**
 * HTTP calls to servers of others: web hooks, key sets, providers of sign-in, senders of messages.
 *
 * <p>{@link io.ostiary.outbound.OutboundClient} bounds each call in time, size and number, follows no redirect, and where
 * the configuration says so reaches no private address: the name is resolved once, the answer is judged by {@link
 * io.ostiary.outbound.PrivateAddresses}, and the connection goes to the very address that was judged. A name whose answer
 * changes between the check and the connection therefore gains nothing.
 */
@NullMarked
package io.ostiary.outbound;

import org.jspecify.annotations.NullMarked;
