package io.ostiary.cli.local;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.config.Address;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;

/**
 * One of the two ports of the configuration.
 *
 * @param name {@code public} or {@code admin}
 * @param host address that it listens on; empty or {@code 0.0.0.0} for all
 * @param port TCP port
 * @param baseUrl address that clients use, without a slash at its end
 * @param tls whether it speaks TLS
 */
public record Listener(String name, String host, int port, String baseUrl, boolean tls) {

    /** Reads a listener of the file. */
    public static Listener of(Configuration configuration, String name) {
        String section = "serve." + name + ".";
        String baseUrl = configuration.text(section + "base_url");
        return new Listener(
                name,
                configuration.optionalText(section + "host").orElse(""),
                configuration.integer(section + "port"),
                baseUrl.replaceFirst("/+$", ""),
                configuration
                        .optionalText(section + "tls.cert.path")
                        .or(() -> configuration.optionalText(section + "tls.cert.base64"))
                        .isPresent());
    }

    /** Where it listens, when its base URL doesn't say so; begins with a blank. */
    public String place() {
        String port = ":" + this.port;
        boolean says = Address.parse(baseUrl + "/")
                .filter(each -> each.port() == this.port && each.host().equals(reachableHost()))
                .isPresent();
        return says ? "" : " (listens on " + (host.isEmpty() ? "0.0.0.0" : host) + port + ")";
    }

    /** An address on this machine that reaches it. */
    public String reachableHost() {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }

    /** Whether it says that it is ready. */
    boolean isReady() {
        return Health.isReady(reachableHost(), port, tls);
    }

    /**
     * Makes sure that nothing listens there.
     *
     * @throws CommandFailure if something does; the message names the key
     */
    void requireFree() {
        try {
            InetAddress address = InetAddress.getByName(host.isEmpty() ? "0.0.0.0" : host);
            if (!PortBlock.isFree(address, port)) {
                throw new CommandFailure(
                        "port %d (serve.%s.port) is in use on %s; stop what listens there or set another"
                                        .formatted(port, name, address.getHostAddress())
                                + " port");
            }
        } catch (IOException e) {
            throw new CommandFailure("serve.%s.host: %s is not known".formatted(name, host));
        }
    }
}
