/**
 * Passkeys: keys that name their owner by themselves, so that nobody has to type who they are. A browser offers them by a
 * button, or in the field for the identifier as soon as the form is there (conditional mediation); a native app gets the same
 * elements without scripts. What is checked is in {@code flow/webauthn}.
 */
@NullMarked
package io.ostiary.flow.method.passkey;

import org.jspecify.annotations.NullMarked;
