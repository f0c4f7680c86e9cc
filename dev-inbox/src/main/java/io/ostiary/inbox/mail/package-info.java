/**
 * What was received: {@link io.ostiary.inbox.mail.Mailbox} keeps {@link io.ostiary.inbox.mail.Mail}s,
 * each with its {@link io.ostiary.inbox.mail.Content}; {@link io.ostiary.inbox.mail.Search} finds
 * them.
 */
@NullMarked
package io.ostiary.inbox.mail;

import org.jspecify.annotations.NullMarked;
