package io.ostiary.internal.identity;

/**
 * An address to which one-time codes are sent.
 *
 * @param via {@code email} or {@code sms}
 */
public record CodeAddress(String via, String value) {}
