/**
 * What flow-service asks for a person: registering, checking a password, finding and proving
 * addresses, changing their own identity, and the door to credentials.
 *
 * <p>{@link io.ostiary.identity.selfservice.IdentityCallsResource} and {@link
 * io.ostiary.identity.selfservice.CredentialsCallsResource} implement the typed calls; each
 * use case is a class named by its verb. Refusals that the person can do something about come back
 * as complaints in the result, never as errors. Hashing and the password policy come before the
 * database session. Owns the table {@code registration_attempt}. Knows nothing of flows but the
 * frame that it hands back with the effect {@code verification.begin}.
 */
@NullMarked
package io.ostiary.identity.selfservice;

import org.jspecify.annotations.NullMarked;
