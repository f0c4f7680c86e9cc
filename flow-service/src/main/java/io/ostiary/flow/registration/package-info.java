/**
 * Signing up. A request goes {@code RegistrationResource} → {@code BeginRegistration} or {@code
 * SubmitRegistration} → a {@link io.ostiary.flow.registration.RegistrationMethod} →
 * identity-service → verification and session → answer.
 */
package io.ostiary.flow.registration;
