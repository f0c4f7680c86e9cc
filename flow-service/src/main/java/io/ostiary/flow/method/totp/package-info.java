/**
 * Codes of an authenticator app (TOTP, RFC 6238) as a second factor.
 *
 * <p>{@link io.ostiary.flow.method.totp.TotpSecret} is the secret that app and suite share, and tells to which time step a
 * code belongs. {@link io.ostiary.flow.method.totp.TotpSettings} shows a new one, sealed in the flow until a code of it
 * confirms it; {@link io.ostiary.flow.method.totp.TotpLogin} asks for a code. What must never happen: a code that works
 * twice. So {@link io.ostiary.flow.method.totp.TotpCheck} claims its time step, for login and enrolment alike.
 */
@NullMarked
package io.ostiary.flow.method.totp;

import org.jspecify.annotations.NullMarked;
