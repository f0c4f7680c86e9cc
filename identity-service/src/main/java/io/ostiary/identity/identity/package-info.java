/**
 * Identities: the record, what may happen to it, and the admin side's endpoints.
 *
 * <p>The path of a change: {@link io.ostiary.identity.identity.IdentitiesResource} translates HTTP,
 * {@link io.ostiary.identity.identity.AdminIdentities} and {@link
 * io.ostiary.identity.identity.CreateIdentities} decide, {@link
 * io.ostiary.identity.identity.SchemaFollowing} brings identifiers and addresses in line with the
 * traits, {@link io.ostiary.identity.identity.ChangeIdentity} writes the difference with its events
 * in one transaction, and {@link io.ostiary.identity.identity.SnapshotDelivery} tells
 * session-service before the answer. Start reading at {@link
 * io.ostiary.identity.identity.Identity}.
 *
 * <p>Owns the tables {@code identity}, {@code credentials}, {@code credential_identifier}, {@code
 * verifiable_address} and {@code recovery_address}. Never writes one of them outside of {@link
 * io.ostiary.identity.identity.PostgresIdentities}.
 */
@NullMarked
package io.ostiary.identity.identity;

import org.jspecify.annotations.NullMarked;
