/**
 * Security keys and passkeys (W3C Web Authentication, level 3): what the methods {@code webauthn} and {@code passkey} share.
 *
 * <p>A form offers a {@link io.ostiary.flow.webauthn.Challenge} in {@link io.ostiary.flow.webauthn.CeremonyOptions}; the
 * page's script ({@link io.ostiary.flow.webauthn.KeyScript}) hands them to the browser, and the browser's answer comes back in
 * a field. {@link io.ostiary.flow.webauthn.Ceremony} takes it: {@link io.ostiary.flow.webauthn.KeyCheck} checks it against
 * the {@link io.ostiary.flow.webauthn.RelyingParty} and the challenge of that flow, and the challenge is claimed, so that an
 * answer works once. {@link io.ostiary.flow.webauthn.SecurityKeys} reads the contract's layout of credentials, {@link
 * io.ostiary.flow.webauthn.KeyNotes} has a key's counter kept.
 *
 * <p>What must never happen: an answer that works twice, in another flow, for another page, or for somebody else; and an
 * answer of any bytes that ends in an error of the service.
 */
@NullMarked
package io.ostiary.flow.webauthn;

import org.jspecify.annotations.NullMarked;
