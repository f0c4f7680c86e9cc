/**
 * What {@code ostiary quickstart} shows: one person's way through the suite, and what others hear
 * of it.
 *
 * <p>{@link io.ostiary.cli.quickstart.Journey} is the walk; it speaks to the gateway by {@link
 * io.ostiary.cli.quickstart.SuiteClient}, reads mail from the {@link
 * io.ostiary.cli.quickstart.Inbox} and events from the {@link
 * io.ostiary.cli.quickstart.ConsumerFeed}, which is the example consumer in a process of its own.
 * All of it goes over the suite's public interfaces; nothing is looked up in a database.
 */
@NullMarked
package io.ostiary.cli.quickstart;

import org.jspecify.annotations.NullMarked;
