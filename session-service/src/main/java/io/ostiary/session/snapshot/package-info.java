/**
 * What this service knows of identities: one row each, brought by effects and by the issuing of
 * sessions.
 *
 * <p>{@link io.ostiary.session.snapshot.SnapshotEffect} carries out {@code identity.snapshot};
 * {@link io.ostiary.session.snapshot.PostgresSnapshots} has the statements, which issuing uses too;
 * {@link io.ostiary.session.snapshot.Snapshot} is the row as it is read. Owns the table {@code
 * identity_snapshot}. Never asks identity-service: a row that is missing means that nobody of that
 * id ever had a session.
 */
@NullMarked
package io.ostiary.session.snapshot;

import org.jspecify.annotations.NullMarked;
