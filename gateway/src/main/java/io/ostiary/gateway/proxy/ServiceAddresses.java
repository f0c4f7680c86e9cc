package io.ostiary.gateway.proxy;

import io.ostiary.gateway.route.Target;
import io.ostiary.tls.InternalTrust;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the services are: where they answer requests, and where they say how they are.
 *
 * @param application host and port for requests, by service
 * @param management host and port for health, by service
 * @param trust whom to trust there; empty: they speak plain HTTP
 */
public record ServiceAddresses(
        Map<Target, SocketAddress> application, Map<Target, SocketAddress> management, Optional<InternalTrust> trust) {

    /**
     * Reads {@code ostiary.<service>.url} and {@code ostiary.<service>.management.url} of each
     * service; as environment variables they are {@code OSTIARY_IDENTITY_URL} and so on.
     *
     * @param properties gives a property's text or null
     * @param trust whom to trust, where the addresses are to begin with {@code https://}
     * @throws IllegalStateException when one is missing or no address, with its name
     */
    public static ServiceAddresses of(UnaryOperator<String> properties, Optional<InternalTrust> trust) {
        Map<Target, SocketAddress> application = new EnumMap<>(Target.class);
        Map<Target, SocketAddress> management = new EnumMap<>(Target.class);
        for (Target service : Target.values()) {
            if (service != Target.GATEWAY) {
                String name = "ostiary." + service.name().toLowerCase(Locale.ROOT);
                application.put(service, address(name + ".url", properties, trust.isPresent()));
                management.put(service, address(name + ".management.url", properties, trust.isPresent()));
            }
        }
        return new ServiceAddresses(application, management, trust);
    }

    /** The options, for a client that asks services at these addresses. */
    public HttpClientOptions secure(HttpClientOptions client) {
        return trust.map(each -> each.applyTo(client)).orElse(client);
    }

    private static SocketAddress address(String property, UnaryOperator<String> properties, boolean tls) {
        String text = properties.apply(property);
        if (text == null || text.isEmpty()) {
            throw new IllegalStateException(property + " is not set");
        }
        URI uri = URI.create(text);
        String scheme = tls ? "https" : "http";
        if (!scheme.equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalStateException(property + " is no address such as " + scheme + "://host:port");
        }
        int usual = tls ? 443 : 80;
        return SocketAddress.inetSocketAddress(uri.getPort() < 0 ? usual : uri.getPort(), uri.getHost());
    }
}
