/**
 * Sealing of what passes between services, through tables and through browsers: message data
 * (above all codes and links), session cookies, sealed configurations.
 *
 * <p>{@link io.ostiary.contract.secret.Seal} is the only cipher of the suite; docs/adr/0015 says
 * why it is built as it is.
 */
@NullMarked
package io.ostiary.contract.secret;

import org.jspecify.annotations.NullMarked;
