package io.ostiary.courier.dispatch;

import io.ostiary.courier.message.MessageType;
import java.time.Duration;
import java.util.UUID;

/**
 * A message that this dispatcher holds.
 *
 * @param lease the claim; outcomes under another one are not written
 * @param data what the template needs, sealed
 * @param sendCount attempts begun, this one included
 * @param failures attempts that a reachable provider turned down
 * @param unknown whether the attempt before has no known outcome
 * @param expired whether it is not worth sending any more
 * @param age time since it was queued
 */
record ClaimedMessage(
        UUID id,
        UUID lease,
        MessageType type,
        String channel,
        String recipient,
        String templateType,
        byte[] data,
        int sendCount,
        int failures,
        boolean unknown,
        boolean expired,
        Duration age) {}
