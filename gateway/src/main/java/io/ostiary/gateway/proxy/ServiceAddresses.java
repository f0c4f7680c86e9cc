package io.ostiary.gateway.proxy;

import io.ostiary.gateway.route.Target;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where the services are: where they answer requests, and where they say how they are.
 *
 * @param application host and port for requests, by service
 * @param management host and port for health, by service
 */
public record ServiceAddresses(
        Map<Target, SocketAddress> application, Map<Target, SocketAddress> management) {

    /**
     * Reads {@code OSTIARY_<SERVICE>_URL} and {@code OSTIARY_<SERVICE>_MANAGEMENT_URL} of each
     * service.
     *
     * @param environment gives a variable's text or null
     * @throws IllegalStateException when one is missing or no address, with its name
     */
    public static ServiceAddresses of(UnaryOperator<String> environment) {
        Map<Target, SocketAddress> application = new EnumMap<>(Target.class);
        Map<Target, SocketAddress> management = new EnumMap<>(Target.class);
        for (Target service : Target.values()) {
            if (service != Target.GATEWAY) {
                String name = "OSTIARY_" + service.name().toUpperCase(Locale.ROOT);
                application.put(service, address(name + "_URL", environment));
                management.put(service, address(name + "_MANAGEMENT_URL", environment));
            }
        }
        return new ServiceAddresses(application, management);
    }

    private static SocketAddress address(String variable, UnaryOperator<String> environment) {
        String text = environment.apply(variable);
        if (text == null || text.isEmpty()) {
            throw new IllegalStateException(variable + " is not set");
        }
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalStateException(variable + " is no address such as http://host:port");
        }
        return SocketAddress.inetSocketAddress(uri.getPort() < 0 ? 80 : uri.getPort(), uri.getHost());
    }
}
