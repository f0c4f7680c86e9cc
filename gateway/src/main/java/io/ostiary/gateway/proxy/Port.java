package io.ostiary.gateway.proxy;

import io.ostiary.config.Configuration;
import io.ostiary.gateway.route.Listener;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that is opened.
 *
 * @param listener what is served there
 * @param section of the configuration that says where, such as {@code serve.public}
 */
public record Port(Listener listener, String section) {

    private static final String PUBLIC = "serve.public";
    private static final String ADMIN = "serve.admin";
    private static final String OLDER = "ostiary.serve.v05.";

    /**
     * The ports that the configuration asks for: two, which speak the generation of the contract that {@code
     * ostiary.compatibility} names, and those of {@code ostiary.serve.v05}.
     */
    public static List<Port> of(Configuration configuration) {
        if (speaksOlder(configuration)) {
            return List.of(new Port(Listener.V05_PUBLIC, PUBLIC), new Port(Listener.V05_ADMIN, ADMIN));
        }
        List<Port> ports = new ArrayList<>();
        ports.add(new Port(Listener.PUBLIC, PUBLIC));
        ports.add(new Port(Listener.ADMIN, ADMIN));
        addOlder(ports, configuration, Listener.V05_PUBLIC, OLDER + "public");
        addOlder(ports, configuration, Listener.V05_ADMIN, OLDER + "admin");
        return List.copyOf(ports);
    }

    /** Whether the two usual ports speak the older contract. */
    private static boolean speaksOlder(Configuration configuration) {
        return configuration
                .optionalText("ostiary.compatibility")
                .filter("v0.5"::equals)
                .isPresent();
    }

    private static void addOlder(List<Port> ports, Configuration configuration, Listener listener, String section) {
        if (configuration.optionalText(section + ".port").isPresent()) {
            ports.add(new Port(listener, section));
        }
    }
}
