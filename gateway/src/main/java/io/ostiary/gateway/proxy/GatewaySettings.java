package io.ostiary.gateway.proxy;

import io.ostiary.config.Configuration;
import java.time.Duration;

/**
 * What the configuration says to the gateway.
 *
 * @param instances event loops that serve
 * @param publicBodyLimit largest body at the public port, in bytes
 * @param formLimit largest body of a form, in bytes
 * @param adminBodyLimit largest body at the admin port, in bytes
 * @param bodyBudget large bodies at once, in bytes
 * @param clients bounds on what clients may hold
 * @param services bounds on what services may hold up
 * @param drainTimeout how long requests may go on once the gateway is told to end
 */
public record GatewaySettings(
        int instances,
        long publicBodyLimit,
        long formLimit,
        long adminBodyLimit,
        long bodyBudget,
        ClientLimits clients,
        ServiceLimits services,
        Duration drainTimeout) {

    /**
     * Bounds towards the services.
     *
     * @param answerTimeout how long a service may be silent
     * @param connections connections to one service of one event loop
     * @param queue requests of one event loop that may wait for a connection
     * @param connectionAge how long a connection is used, so that new replicas get their share
     */
    public record ServiceLimits(Duration answerTimeout, int connections, int queue, Duration connectionAge) {}

    /** How long connecting to a service may take. They stand next to one another. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** How long a request may wait for a free connection. */
    public static final Duration QUEUE_TIMEOUT = Duration.ofSeconds(2);

    /** How long a client may be silent in the middle of a request. */
    public static final Duration CLIENT_IDLE = Duration.ofSeconds(75);

    /** The settings of a configuration. */
    public static GatewaySettings of(Configuration configuration) {
        return new GatewaySettings(
                configuration.integer("ostiary.gateway.instances"),
                configuration.size("ostiary.gateway.body_limit").bytes(),
                configuration.size("ostiary.gateway.form_limit").bytes(),
                configuration.size("ostiary.gateway.admin_body_limit").bytes(),
                configuration.size("ostiary.gateway.body_budget").bytes(),
                ClientLimits.of(configuration),
                new ServiceLimits(
                        configuration.duration("ostiary.gateway.answer_timeout"),
                        configuration.integer("ostiary.gateway.connections"),
                        configuration.integer("ostiary.gateway.queue"),
                        configuration.duration("ostiary.gateway.connection_age")),
                configuration.duration("ostiary.gateway.drain_timeout"));
    }
}
