/**
 * Finds parameters for password hashing on the machine at hand; the hashing itself is the identity
 * service's.
 *
 * <p>{@link io.ostiary.cli.hashing.Argon2Calibration} measures, {@link
 * io.ostiary.cli.hashing.Argon2Parameters} is what it finds, printed as the configuration file
 * wants it.
 */
@NullMarked
package io.ostiary.cli.hashing;

import org.jspecify.annotations.NullMarked;
