/**
 * What Ostiary tells others: the topics, the events in them, and their form.
 *
 * <p>Plain Java with Jackson's annotations and nothing else, for use outside the suite too. {@link
 * io.ostiary.events.Topic} names the topics, {@link io.ostiary.events.EventType} lists the events,
 * one record per event holds its data, {@link io.ostiary.events.EventEnvelope} is what surrounds
 * it. Each type and version has a JSON Schema and a sample beside the classes, in {@code events/};
 * a new event without them fails a test.
 *
 * <p>A change that breaks a reader is a new version with files of its own. Adding an optional field
 * is not a break.
 */
@NullMarked
package io.ostiary.events;

import org.jspecify.annotations.NullMarked;
