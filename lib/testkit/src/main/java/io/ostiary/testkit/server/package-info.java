/**
 * Real servers for tests: PostgreSQL and Kafka, started once per JVM on free ports of loopback.
 *
 * <p>Plain JUnit tests use {@link io.ostiary.testkit.server.PostgresServer} and {@link
 * io.ostiary.testkit.server.KafkaBroker}; Quarkus tests name {@link
 * io.ostiary.testkit.server.EmbeddedDatabase} and {@link io.ostiary.testkit.server.EmbeddedKafka}
 * in {@code @QuarkusTestResource}. Nothing here is for production: PostgreSQL runs without fsync
 * unless a test that claims durability asks for it.
 */
@NullMarked
package io.ostiary.testkit.server;

import org.jspecify.annotations.NullMarked;
