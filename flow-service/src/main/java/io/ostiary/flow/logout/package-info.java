/**
 * Signing out: browsers by a link that carries a token of its own, native apps by their session
 * token.
 */
@NullMarked
package io.ostiary.flow.logout;

import org.jspecify.annotations.NullMarked;
