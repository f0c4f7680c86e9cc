package io.ostiary.cli.local;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pages for people, each where its key of the configuration says, or not at all. One process
 * serves those of the flows and the development inbox, another one the console.
 *
 * @param ui the pages of the flows
 * @param inbox page and API of the inbox
 * @param smtp where the inbox receives mail
 * @param console the console for operators
 */
public record Pages(Optional<Place> ui, Optional<Place> inbox, Optional<Place> smtp, Optional<Place> console) {

    /**
     * Where something listens.
     *
     * @param key key of its port
     * @param host address
     * @param port TCP port
     */
    public record Place(String key, String host, int port) {

        /** Its address in a browser on this machine. */
        public String url() {
            return "http://" + reachableHost() + ":" + port + "/";
        }

        String reachableHost() {
            return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        }

        private void requireFree() {
            try {
                InetAddress address = InetAddress.getByName(host.isEmpty() ? "0.0.0.0" : host);
                if (!PortBlock.isFree(address, port)) {
                    throw new CommandFailure("port %d (%s) is in use on %s; stop what listens there or set another port"
                            .formatted(port, key, address.getHostAddress()));
                }
            } catch (IOException e) {
                throw new CommandFailure("%s: %s is not known".formatted(key, host));
            }
        }
    }

    /** Reads them. */
    public static Pages of(Configuration configuration) {
        Optional<Place> inbox = place(configuration, "inbox", "port");
        return new Pages(
                place(configuration, "ui", "port"),
                inbox,
                inbox.flatMap(each -> place(configuration, "inbox", "smtp_port")),
                place(configuration, "console", "port"));
    }

    private static Optional<Place> place(Configuration configuration, String section, String port) {
        String key = "ostiary." + section + "." + port;
        String host = configuration.text("ostiary." + section + ".host");
        return configuration.optionalInteger(key).map(each -> new Place(key, host, each));
    }

    /** Whether there is any but the console. */
    public boolean isOn() {
        return ui.isPresent() || inbox.isPresent();
    }

    /**
     * Makes sure that nothing listens where they shall.
     *
     * @throws CommandFailure if something does; the message names the key
     */
    void requireFree() {
        all().forEach(Place::requireFree);
    }

    /** Whether all of them answer. */
    boolean isReady() {
        return all().stream()
                .filter(each -> !smtp.equals(Optional.of(each)))
                .allMatch(each -> Health.isReady(each.reachableHost(), each.port(), false));
    }

    private List<Place> all() {
        List<Place> all = new ArrayList<>();
        ui.ifPresent(all::add);
        inbox.ifPresent(all::add);
        smtp.ifPresent(all::add);
        console.ifPresent(all::add);
        return all;
    }
}
