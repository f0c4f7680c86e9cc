/**
 * Signing out: browsers by a link that carries a token of its own, native apps by their session
 * token.
 */
package io.ostiary.flow.logout;
