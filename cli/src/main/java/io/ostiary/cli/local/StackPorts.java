package io.ostiary.cli.local;

import io.ostiary.cli.process.PortBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The loopback ports of one stack, by what uses them. */
final class StackPorts {

    /** How many ports a stack needs. */
    static final int COUNT = 3 + 2 * Tree.PROCESSES.size();

    private final int postgres;
    private final int broker;
    private final int brokerController;
    private final Map<String, Integer> http = new LinkedHashMap<>();
    private final Map<String, Integer> management = new LinkedHashMap<>();

    StackPorts(PortBlock block) {
        postgres = block.next();
        broker = block.next();
        brokerController = block.next();
        for (String process : Tree.PROCESSES) {
            http.put(process, block.next());
            management.put(process, block.next());
        }
    }

    int postgres() {
        return postgres;
    }

    int broker() {
        return broker;
    }

    int brokerController() {
        return brokerController;
    }

    int http(String process) {
        return port(http, process);
    }

    int management(String process) {
        return port(management, process);
    }

    private static int port(Map<String, Integer> ports, String process) {
        return Objects.requireNonNull(ports.get(process), process);
    }
}
