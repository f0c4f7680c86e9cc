/**
 * Reacts to events with notices: {@link io.ostiary.courier.intake.NoticeConsumer} reads {@code
 * identity.events} and {@code session.events} on a thread of its own, {@link
 * io.ostiary.courier.intake.Notices} makes a message of an event, once per event id: the message
 * and the inbox's receipt are one transaction.
 *
 * <p>Off unless {@code ostiary.courier.notices} switches a notice on. Kafka that is away delays
 * notices and nothing else.
 */
@NullMarked
package io.ostiary.courier.intake;

import org.jspecify.annotations.NullMarked;
