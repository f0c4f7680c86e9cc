/**
 * The Kafka broker of the local stack, in a JVM of its own.
 *
 * <p>{@link io.ostiary.cli.broker.BrokerMain} is that JVM's main class; {@link
 * io.ostiary.cli.broker.BrokerSettings} has the broker's settings. One node is broker and
 * controller (KRaft), on loopback, with one replica: it survives killed processes, not a lost disk.
 */
@NullMarked
package io.ostiary.cli.broker;

import org.jspecify.annotations.NullMarked;
