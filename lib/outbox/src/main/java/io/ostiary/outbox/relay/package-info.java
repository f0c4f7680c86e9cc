/**
 * Publishes the outbox's events to Kafka in order, and delivers the effects that their request did
 * not deliver.
 *
 * <p>{@link io.ostiary.outbox.relay.Relay} runs two threads over one dedicated database connection,
 * the {@link io.ostiary.outbox.relay.Lease}: it holds an advisory lock per bucket, and the rows are
 * read and marked through it, so that a relay that lost its connection can mark nothing. All live
 * relays of a service share the buckets evenly ({@link io.ostiary.outbox.relay.OwnedBuckets},
 * docs/adr/0016). {@link
 * io.ostiary.outbox.relay.EventPublisher} sends at most one unconfirmed event per key, {@link
 * io.ostiary.outbox.relay.Broker} holds the producer and knows whether Kafka is there. {@link
 * io.ostiary.outbox.relay.EffectRelay} needs no broker and no bucket.
 *
 * <p>Blocking calls are made here on purpose and on the relay's own threads only, never on an event
 * loop. Everything read is bounded: a backlog of any length is worked off in batches. {@code
 * ostiary.outbox.relay.enabled=false} switches all of it off for those who run Debezium; they
 * publish only rows without {@code effect_key}, and effects then rest on their first delivery.
 */
@NullMarked
package io.ostiary.outbox.relay;

import org.jspecify.annotations.NullMarked;
