/**
 * Getting back into an account by a code or a link that goes to an address of it.
 *
 * <p>A request goes {@code RecoveryResource} → {@code BeginRecovery} or {@code SubmitRecovery} → {@code TakeStep}, which
 * has a {@link io.ostiary.flow.recovery.RecoveryMethod} decide → {@code RecoveryCourse}. Once a secret was right, {@code
 * CompleteRecovery} claims it and issues a session, and {@code EndRecovery} begins settings. Nothing here tells whether
 * an address belongs to somebody: known and unknown ones take the same way.
 */
@NullMarked
package io.ostiary.flow.recovery;

import org.jspecify.annotations.NullMarked;
