/**
 * Signing in. A request goes {@code LoginResource} → {@code BeginLogin} or {@code SubmitLogin} → a
 * {@link io.ostiary.flow.login.LoginMethod} → session → answer.
 */
@NullMarked
package io.ostiary.flow.login;

import org.jspecify.annotations.NullMarked;
