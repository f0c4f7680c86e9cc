/**
 * Backup codes (lookup secrets, NIST SP 800-63B section 5.1.2) as a second factor: a dozen short texts that a person keeps on
 * paper, each of which works once.
 *
 * <p>{@link io.ostiary.flow.method.lookup.BackupCodes} is a set of them. {@link
 * io.ostiary.flow.method.lookup.LookupSettings} makes a new set, sealed in the flow until its owner says that they have it,
 * and shows the present one; {@link io.ostiary.flow.method.lookup.LookupLogin} takes one. What must never happen: a code that
 * works twice. So the attempt claims it, and once there is a session an effect notes in the credentials that it is used. Until
 * that arrives the claim stands; without a session it is given back, and the code stays good.
 */
@NullMarked
package io.ostiary.flow.method.lookup;

import org.jspecify.annotations.NullMarked;
