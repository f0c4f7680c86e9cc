/**
 * Signing in. A request goes {@code LoginResource} → {@code BeginLogin}, or {@code SubmitLogin} ({@code Entry}: who may) →
 * {@code TakeLoginStep} → a {@link io.ostiary.flow.login.LoginMethod}, which decides → {@code LoginCourse} (hooks, session) →
 * {@code EndLogin} → answer. {@code LoginForms} draws.
 */
@NullMarked
package io.ostiary.flow.login;

import org.jspecify.annotations.NullMarked;
