/**
 * One-time codes and links: made, stored as keyed hashes, claimed by one attempt. Owns {@code
 * one_time_secret} and {@code code_tries}. What they open is their method's business.
 */
@NullMarked
package io.ostiary.flow.secret;

import org.jspecify.annotations.NullMarked;
