/**
 * Credentials by type: what they hold, what they are worth, and which may be taken away.
 *
 * <p>{@link io.ostiary.identity.credentials.Credentials} is one row; its config is JSON, because
 * each type has its own layout. What can be said of a type without knowing its method is its {@link
 * io.ostiary.identity.credentials.Shape}, one line each in {@link
 * io.ostiary.identity.credentials.CredentialsType}; {@link
 * io.ostiary.identity.credentials.CredentialsTypes} adds lines from outside. {@link
 * io.ostiary.identity.credentials.Assurance} tells which of them count as a first or second factor,
 * {@link io.ostiary.identity.credentials.EditedCredentials} what an edit makes of them, {@link
 * io.ostiary.identity.credentials.CredentialsSeal} how they lie in the database. Nothing here
 * computes hashes or touches the database.
 */
@NullMarked
package io.ostiary.identity.credentials;

import org.jspecify.annotations.NullMarked;
