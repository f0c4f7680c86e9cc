package io.ostiary.cli.command;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that put the two ports of the configuration elsewhere. */
final class PortOptions {

    @Option(names = "--public-port", paramLabel = "PORT", description = "Public port instead of the file's.")
    private Integer publicPort;

    @Option(names = "--admin-port", paramLabel = "PORT", description = "Admin port instead of the file's.")
    private Integer adminPort;

    /** The variables that override the keys of the file. */
    Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        put(overrides, "SERVE_PUBLIC", publicPort);
        put(overrides, "SERVE_ADMIN", adminPort);
        return overrides;
    }

    private static void put(Map<String, String> overrides, String listener, Integer port) {
        if (port != null) {
            overrides.put(listener + "_PORT", port.toString());
            overrides.put(listener + "_BASE_URL", "http://127.0.0.1:" + port + "/");
        }
    }
}
