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
public record ServiceAddresses(Map<Target, SocketAddress> application, Map<Target, SocketAddress> management) {

    /**
     * Reads {@code ostiary.<service>.url} and {@code ostiary.<service>.management.url} of each
     * service; as environment variables they are {@code OSTIARY_IDENTITY_URL} and so on.
     *
     * @param properties gives a property's text or null
     * @throws IllegalStateException when one is missing or no address, with its name
     */
    public static ServiceAddresses of(UnaryOperator<String> properties) {
        Map<Target, SocketAddress> application = new EnumMap<>(Target.class);
        Map<Target, SocketAddress> management = new EnumMap<>(Target.class);
        for (Target service : Target.values()) {
            if (service != Target.GATEWAY) {
                String name = "ostiary." + service.name().toLowerCase(Locale.ROOT);
                application.put(service, address(name + ".url", properties));
                management.put(service, address(name + ".management.url", properties));
            }
        }
        return new ServiceAddresses(application, management);
    }

    private static SocketAddress address(String property, UnaryOperator<String> properties) {
        String text = properties.apply(property);
        if (text == null || text.isEmpty()) {
            throw new IllegalStateException(property + " is not set");
        }
        URI uri = URI.create(text);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalStateException(property + " is no address such as http://host:port");
        }
        return SocketAddress.inetSocketAddress(uri.getPort() < 0 ? 80 : uri.getPort(), uri.getHost());
    }
}
