package io.ostiary.courier.template;

import org.jspecify.annotations.Nullable;

/**
 * A drawn message.
 *
 * @param subject one line; empty for a text message to a phone
 * @param text the plain text
 * @param html the same as HTML; null for a text message to a phone
 */
public record Letter(String subject, String text, @Nullable String html) {}
