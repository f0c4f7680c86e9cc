/**
 * Wire records of identities, as the contract's {@code identity} schema has them.
 *
 * <p>Start reading at {@link io.ostiary.contract.identity.IdentityBody}. The admin rendering
 * carries credentials and {@code metadata_admin}, the public one never does.
 */
@NullMarked
package io.ostiary.contract.identity;

import org.jspecify.annotations.NullMarked;
