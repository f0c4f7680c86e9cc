/**
 * An OpenID provider for tests: real HTTP, real keys, and every mistake on demand ({@link
 * io.ostiary.testkit.openid.OpenIdProvider}). Needs the JDK and Jackson alone, so that tests from outside can use it too.
 */
@NullMarked
package io.ostiary.testkit.openid;

import org.jspecify.annotations.NullMarked;
