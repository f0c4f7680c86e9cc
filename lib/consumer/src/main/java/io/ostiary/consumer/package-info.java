/**
 * For those who react to Ostiary's events: plain Java on the Kafka client, no framework.
 *
 * <p>Start at {@link io.ostiary.consumer.EventConsumer#builder()}. It gives each event to an {@link
 * io.ostiary.consumer.EventHandler}, drops repeats, tells a {@link
 * io.ostiary.consumer.ConsumerListener} of gaps and forks, commits after the handler is done, and
 * deals with failures by the {@link io.ostiary.consumer.FailureRule}. The topics promise at least
 * once and order per key; after dropping repeats a handler sees ascending sequences per key. What a
 * handler does must still bear a repeat, because memory ends with the process.
 */
@NullMarked
package io.ostiary.consumer;

import org.jspecify.annotations.NullMarked;
