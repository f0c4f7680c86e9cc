/**
 * Signing up. A request goes {@code RegistrationResource} → {@code BeginRegistration} or {@code
 * SubmitRegistration} → a {@link io.ostiary.flow.registration.RegistrationMethod} →
 * identity-service → verification and session → answer.
 */
@NullMarked
package io.ostiary.flow.registration;

import org.jspecify.annotations.NullMarked;
