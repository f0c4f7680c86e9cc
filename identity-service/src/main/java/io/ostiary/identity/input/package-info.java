/**
 * Reading what clients of the admin side send. {@link io.ostiary.identity.input.Documents} makes
 * every mistake in it a 400 with a reason; {@link io.ostiary.identity.input.JsonPatch} is the
 * contract's reading of RFC 6902. Knows nothing of identities.
 */
@NullMarked
package io.ostiary.identity.input;

import org.jspecify.annotations.NullMarked;
