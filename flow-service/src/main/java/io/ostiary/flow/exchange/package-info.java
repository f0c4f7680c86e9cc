/**
 * Codes that a native app exchanges for the token of the session that a browser opened for it. Owns
 * {@code session_exchange}.
 */
@NullMarked
package io.ostiary.flow.exchange;

import org.jspecify.annotations.NullMarked;
