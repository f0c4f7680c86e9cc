package io.ostiary.gateway.proxy;

import io.ostiary.config.Configuration;
import java.time.Duration;

/**
 * How much of the gateway clients may hold while a request of theirs isn't complete.
 *
 * @param connections client connections of one listener
 * @param perAddress the same from one address, trusted proxies aside; IPv6 counts by network (/64)
 * @param headerBytes header section of one request, in bytes
 * @param headerFields header fields of one request
 * @param headerTimeout from the first byte of a request (and from the opening of a connection) to the
 *     end of its headers
 * @param bodyTimeout from the end of the headers to the end of the body
 * @param requestBudget headers and small bodies at once, beyond {@link #FREE_BYTES} each, in bytes
 */
public record ClientLimits(
        int connections,
        int perAddress,
        int headerBytes,
        int headerFields,
        Duration headerTimeout,
        Duration bodyTimeout,
        long requestBudget) {

    /** What the headers, or the body, of a request may take without being counted. */
    static final int FREE_BYTES = 4 * 1024;

    static ClientLimits of(Configuration configuration) {
        String at = "ostiary.gateway.";
        return new ClientLimits(
                configuration.integer(at + "client_connections"),
                configuration.integer(at + "client_connections_per_address"),
                (int) configuration.size(at + "header_limit").bytes(),
                configuration.integer(at + "header_fields"),
                configuration.duration(at + "header_timeout"),
                configuration.duration(at + "body_timeout"),
                configuration.size(at + "request_budget").bytes());
    }
}
