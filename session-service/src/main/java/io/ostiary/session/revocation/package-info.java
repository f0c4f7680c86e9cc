/**
 * Ending sessions before their time: logout, revocation by the owner or the admin, and identities
 * deleted elsewhere.
 *
 * <p>{@link io.ostiary.session.revocation.RevokeSessions} is the way in: in one transaction it ends
 * what a {@link io.ostiary.session.revocation.Selection} names, writes the invalidations that reach
 * the other replicas and the events, and after the commit tells this replica's {@link
 * io.ostiary.session.revocation.RememberedAnswers} at once. Every change that ends sessions goes
 * through here. Knows no HTTP.
 */
@NullMarked
package io.ostiary.session.revocation;

import org.jspecify.annotations.NullMarked;
