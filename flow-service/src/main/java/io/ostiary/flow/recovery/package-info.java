/**
 * Getting back into an account by a code or a link that goes to an address of it.
 *
 * <p>A request goes {@code RecoveryResource} → {@code RecoveryFlows} or {@code SubmitRecovery} → a
 * {@link io.ostiary.flow.recovery.RecoveryMethod} → {@code CompleteRecovery}, which claims the
 * secret, issues a session and begins settings. Nothing here tells whether an address belongs to
 * somebody: known and unknown ones take the same way.
 */
package io.ostiary.flow.recovery;
