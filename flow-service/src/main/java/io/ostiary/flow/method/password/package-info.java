/** Passwords: identity-service keeps and checks them, this folder asks for them. */
package io.ostiary.flow.method.password;
