/**
 * The password policy: {@link io.ostiary.identity.policy.PasswordPolicy} answers with the first
 * complaint about a password, in the contract's numbered texts. It asks {@code BreachLookup} last,
 * because that leaves the machine; with a deadline, and as the configuration says when there is no
 * answer. Imported passwords are not judged.
 */
@NullMarked
package io.ostiary.identity.policy;

import org.jspecify.annotations.NullMarked;
