/** Passwords: identity-service keeps and checks them, this folder asks for them. */
@NullMarked
package io.ostiary.flow.method.password;

import org.jspecify.annotations.NullMarked;
