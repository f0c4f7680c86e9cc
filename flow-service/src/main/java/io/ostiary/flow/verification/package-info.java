/**
 * Proving that an address is one's own. A flow is begun by its owner ({@code BeginVerification}),
 * or by identity-service as the effect {@code verification.begin} after a registration or a changed
 * address ({@code VerificationEffect}).
 */
package io.ostiary.flow.verification;
