/**
 * Security keys: as a second factor, or, with {@code passwordless}, to sign in alone after the identifier was typed. Each key
 * is what it was made as, also when the configuration says something else later. The contract has it for browsers only; what
 * is checked is in {@code flow/webauthn}.
 */
@NullMarked
package io.ostiary.flow.method.webauthn;

import org.jspecify.annotations.NullMarked;
