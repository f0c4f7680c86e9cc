/** Passkeys and security keys (W3C Web Authentication): so far the script that pages load for them. */
@NullMarked
package io.ostiary.flow.method.webauthn;

import org.jspecify.annotations.NullMarked;
