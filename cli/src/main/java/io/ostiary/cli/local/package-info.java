/**
 * The local stack behind {@code ostiary serve --dev}: everything on one machine, from one file.
 *
 * <p>{@link io.ostiary.cli.local.StackPlan} says what is wanted, {@link
 * io.ostiary.cli.local.LocalStack} starts it in order, waits until it is ready, keeps it running
 * and ends it in reverse order. {@link io.ostiary.cli.local.StackPrograms} describes the processes
 * by the contract of {@code docs/processes.md}, {@link io.ostiary.cli.local.StackDatabase} provides
 * the database, {@link io.ostiary.cli.local.BrokerHold} keeps the broker down on request. Nothing
 * here knows what the services do.
 */
@NullMarked
package io.ostiary.cli.local;

import org.jspecify.annotations.NullMarked;
