/**
 * Email by SMTP (RFC 5321): {@link io.ostiary.courier.channel.smtp.SmtpSettings} reads {@code
 * courier.smtp}, {@link io.ostiary.courier.channel.smtp.SmtpChannel} keeps a pool of connections
 * and turns the server's answers into outcomes.
 */
@NullMarked
package io.ostiary.courier.channel.smtp;

import org.jspecify.annotations.NullMarked;
