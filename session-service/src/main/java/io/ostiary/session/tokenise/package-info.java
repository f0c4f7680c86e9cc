/**
 * Sessions as JSON web tokens: {@code /sessions/whoami?tokenize_as=TEMPLATE} and {@code session.whoami.tokenizer}.
 *
 * <p>{@link io.ostiary.session.tokenise.Tokenise} puts the claims together, has a mapper change them in a process of its
 * own, and signs with the first key of the template's key set. Key sets and mappers are read again after a minute, so that
 * a new key in front of the old one is a rotation without a restart. A token is never kept.
 */
@NullMarked
package io.ostiary.session.tokenise;

import org.jspecify.annotations.NullMarked;
