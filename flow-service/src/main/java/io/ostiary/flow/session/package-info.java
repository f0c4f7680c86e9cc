/**
 * The session of the client that asks: its token from header or cookie, and session-service's word
 * on it.
 */
@NullMarked
package io.ostiary.flow.session;

import org.jspecify.annotations.NullMarked;
