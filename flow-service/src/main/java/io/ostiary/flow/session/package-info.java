/**
 * The session of the client that asks: its token from header or cookie, and session-service's word
 * on it.
 */
package io.ostiary.flow.session;
