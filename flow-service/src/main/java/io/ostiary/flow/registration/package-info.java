/**
 * Signing up. A request goes {@code RegistrationResource} → {@code BeginRegistration}, or {@code SubmitRegistration} → {@code
 * TakeRegistrationStep} → a {@link io.ostiary.flow.registration.RegistrationMethod}, which decides → {@code
 * RegistrationCourse} (hooks, identity-service) → {@code EndRegistration} (verification, session) → answer. {@code
 * RegistrationForms} draws; in two steps {@code ProfileStep} comes first.
 */
@NullMarked
package io.ostiary.flow.registration;

import org.jspecify.annotations.NullMarked;
