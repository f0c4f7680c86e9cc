/**
 * Passwords that another system still knows: an imported identity may have none here, and at its
 * first login {@link io.ostiary.identity.migration.MigrationHook} asks that system whether the
 * password is right. From then on the password is hashed here and the system isn't asked again.
 */
@NullMarked
package io.ostiary.identity.migration;

import org.jspecify.annotations.NullMarked;
