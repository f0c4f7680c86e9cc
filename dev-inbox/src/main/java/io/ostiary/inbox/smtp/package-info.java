/**
 * The receiver of mail (RFC 5321): {@link io.ostiary.inbox.smtp.SmtpServer} accepts connections,
 * {@link io.ostiary.inbox.smtp.SmtpSession} is what is said on one. Any name and password signs in.
 */
@NullMarked
package io.ostiary.inbox.smtp;

import org.jspecify.annotations.NullMarked;
