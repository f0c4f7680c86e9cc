/**
 * Whether a port can be used: {@link io.ostiary.gateway.health.Readiness} asks the services that
 * the port routes to. Kafka, SMTP and webhooks have no say in it.
 */
@NullMarked
package io.ostiary.gateway.health;

import org.jspecify.annotations.NullMarked;
