package io.ostiary.outbound;

import java.time.Duration;

/**
 * What calls may take.
 *
 * @param deadline of one call, from the question for the address to the last byte
 * @param largestAnswer in bytes
 * @param connections to one server at the same time
 * @param calls under way or waiting at the same time, to all servers together
 */
public record OutboundBounds(Duration deadline, int largestAnswer, int connections, int calls) {}
