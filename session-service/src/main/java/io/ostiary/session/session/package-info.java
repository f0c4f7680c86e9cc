/**
 * Sessions: issuing and extending them, the admin API, a person's own list, and the calls of the
 * other services.
 *
 * <p>Path through it: a resource ({@link io.ostiary.session.session.SessionCallsResource}, {@link
 * io.ostiary.session.session.AdminSessionsResource}, {@link
 * io.ostiary.session.session.OwnSessionsResource}) translates HTTP; {@link
 * io.ostiary.session.session.IssueSession} and {@link io.ostiary.session.session.ExtendSession}
 * decide and write; {@link io.ostiary.session.session.PostgresSessions} reads, with the identity
 * from the snapshot row in the same statement. Owns the tables {@code session} and {@code
 * session_device}. Ending sessions is the work of {@code revocation}, the hot check that of {@code
 * whoami}.
 */
@NullMarked
package io.ostiary.session.session;

import org.jspecify.annotations.NullMarked;
