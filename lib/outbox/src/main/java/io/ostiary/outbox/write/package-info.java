/**
 * Writes what a service has decided for others into its outbox, and delivers effects at once.
 *
 * <p>{@link io.ostiary.outbox.write.Outbox#append} is the last thing a transaction does: it raises
 * the sequence of each key and inserts one row per {@link io.ostiary.outbox.write.Consequence} in
 * one statement. After the commit the caller calls {@link
 * io.ostiary.outbox.write.Outbox#committed()} and, before it answers, delivers the effects with
 * {@link io.ostiary.outbox.write.EffectDelivery}. What it does not deliver, the relay does.
 *
 * <p>Owns the tables {@code outbox} and {@code outbox_sequence}; their DDL is {@code
 * db/outbox/outbox.sql}, which each service has as its first migration. Nothing here waits for
 * Kafka.
 */
@NullMarked
package io.ostiary.outbox.write;

import org.jspecify.annotations.NullMarked;
