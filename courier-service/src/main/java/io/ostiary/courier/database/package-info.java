/**
 * How this service reaches its database, and whether that is ready: {@link io.ostiary.courier.database.PostgresPool} bounds the
 * pool, {@link io.ostiary.courier.database.PostgresReadiness} is the readiness check. Providers and Kafka have no say in it.
 */
@NullMarked
package io.ostiary.courier.database;

import org.jspecify.annotations.NullMarked;
