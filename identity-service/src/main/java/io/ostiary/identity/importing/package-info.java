/**
 * Credentials from elsewhere, as the admin side sends them along with new and changed identities.
 *
 * <p>{@link io.ostiary.identity.importing.ImportCredentials} does what takes time, hashing, and
 * gives a {@link io.ostiary.identity.importing.PreparedImport}, which is put into an identity's
 * credentials without waiting for anything. Knows no identity records and no database.
 */
@NullMarked
package io.ostiary.identity.importing;

import org.jspecify.annotations.NullMarked;
