package io.ostiary.courier.message;

import org.jspecify.annotations.Nullable;

/**
 * Which messages to list.
 *
 * @param status only these; null: all
 * @param recipient only to this address, exactly; null: to all
 * @param after those that follow this place; null: from the newest on
 * @param size how many at most
 */
record MessageFilter(
        @Nullable MessageStatus status,
        @Nullable String recipient,
        @Nullable PageToken after,
        int size) {}
