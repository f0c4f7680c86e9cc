/**
 * Proving that an address is one's own.
 *
 * <p>A flow is begun by its owner ({@code VerificationFlows}), by another flow that can't go on without it ({@code
 * VerifyAddress}), or by identity-service as the effect {@code verification.begin} after a registration or a changed
 * address ({@code VerificationEffect}). A submission goes {@code SubmitVerification} → {@code TakeStep}, which has a {@link
 * io.ostiary.flow.verification.VerificationMethod} decide → {@code VerificationCourse}; once a secret was right, {@code
 * CompleteVerification} claims it and tells identity-service.
 */
@NullMarked
package io.ostiary.flow.verification;

import org.jspecify.annotations.NullMarked;
