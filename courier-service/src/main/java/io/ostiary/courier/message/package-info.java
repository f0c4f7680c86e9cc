/**
 * Messages to people: the queue and what the admin sees of it.
 *
 * <p>{@link io.ostiary.courier.message.SendMessage} takes the effect {@code message.send} and
 * queues a message in the effect's transaction; {@link io.ostiary.courier.message.QueueMessage}
 * does the same for notices. Both ring {@link io.ostiary.courier.message.Arrivals} after the
 * commit, so that a dispatcher takes the message at once. {@link
 * io.ostiary.courier.message.MessagesResource} lists messages for the admin API.
 *
 * <p>Owns the tables {@code message} and {@code dispatch}. What a template needs (codes, links)
 * lies in {@code message.data}, sealed by {@link io.ostiary.courier.message.MessageSeal}, and never
 * leaves it but to a provider or, in development, to the admin.
 */
@NullMarked
package io.ostiary.courier.message;

import org.jspecify.annotations.NullMarked;
