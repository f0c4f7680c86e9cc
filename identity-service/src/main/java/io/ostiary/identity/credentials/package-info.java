/**
 * Credentials by type: what they hold, what they are worth, and which may be taken away.
 *
 * <p>{@link io.ostiary.identity.credentials.Credentials} is one row; its config is JSON, because
 * each type has its own layout. {@link io.ostiary.identity.credentials.Assurance} tells which of
 * them count as a first or second factor. Nothing here computes hashes or touches the database.
 */
package io.ostiary.identity.credentials;
