package io.ostiary.console.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.console.entrance.Entrance;
import io.ostiary.console.entrance.Entrances;
import io.ostiary.console.entrance.ProviderSignIn;
import io.ostiary.console.entrance.SignInFile;
import io.ostiary.console.entrance.SignInSessions;
import io.ostiary.console.entrance.TrustedHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** How operators get in, by the configuration: at least one way there has to be. */
final class WaysIn {

    private static final String CONSOLE = "ostiary.console.";
    private static final String HEADER = CONSOLE + "operator_header";

    private WaysIn() {}

    /**
     * Reads them.
     *
     * @throws ConfigurationException when there is none
     */
    static Entrances of(Configuration configuration, Config properties, Clock clock) {
        List<Entrance> ways = new ArrayList<>();
        Optional<String> header = configuration.optionalText(HEADER);
        header.ifPresent(name -> ways.add(header(configuration, name)));
        if (ProviderTenant.isNamed(configuration)) {
            ways.add(provider(configuration, clock));
        }
        properties
                .getOptionalValue("ostiary.console.sign-in", String.class)
                .filter(folder -> configuration.isDevelopment())
                .ifPresent(folder -> ways.add(file(configuration, properties, Path.of(folder), clock)));
        if (ways.isEmpty()) {
            throw new ConfigurationException(
                    HEADER,
                    "is needed, or " + ProviderTenant.SECTION + ".issuer: who operators are outside development");
        }
        return new Entrances(ways);
    }

    private static Entrance header(Configuration configuration, String name) {
        try {
            return new TrustedHeader(
                    name,
                    configuration.list(CONSOLE + "trusted_proxies"),
                    configuration.list(CONSOLE + "operators.change"),
                    configuration.list(CONSOLE + "operators.look"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    CONSOLE + "trusted_proxies", "has something that is no network such as 10.0.0.0/8");
        }
    }

    private static Entrance provider(Configuration configuration, Clock clock) {
        String section = ProviderTenant.SECTION + ".";
        return new ProviderSignIn(
                new ProviderSignIn.Claims(
                        configuration.text(section + "name_claim"),
                        configuration.text(section + "roles_claim"),
                        configuration.list(section + "change"),
                        configuration.list(section + "look")),
                new SignInSessions(clock));
    }

    private static Entrance file(Configuration configuration, Config properties, Path folder, Clock clock) {
        String host = configuration.optionalText(CONSOLE + "host").orElse("127.0.0.1");
        boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        int port = properties.getValue("quarkus.http.port", Integer.class);
        try {
            String origin = "http://" + (everywhere ? "127.0.0.1" : host) + ":" + port;
            return new SignInFile(folder, origin, new SignInSessions(clock));
        } catch (IOException e) {
            throw new ConfigurationException(CONSOLE + "port", "its sign-in can't be kept in " + folder);
        }
    }
}
