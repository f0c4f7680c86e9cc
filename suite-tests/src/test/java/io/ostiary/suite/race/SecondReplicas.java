package io.ostiary.suite.race;

import io.ostiary.suite.Http;
import io.ostiary.testkit.server.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A second identity-service, flow-service and gateway beside those of a stack, on the same
 * database. Requests to the second gateway go through the second services only; session-service and
 * courier-service are shared.
 */
final class SecondReplicas implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private final int publicPort = FreePorts.next();
    private final int adminPort = FreePorts.next();
    private final List<Replica> replicas;

    private SecondReplicas(Path data) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, String> identity = ports();
        Map<String, String> flow = ports();
        address(addresses, "IDENTITY", identity);
        address(addresses, "FLOW", flow);
        Map<String, String> gateway = ports();
        gateway.put("SERVE_PUBLIC_PORT", Integer.toString(publicPort));
        gateway.put("SERVE_ADMIN_PORT", Integer.toString(adminPort));
        List.of(identity, flow, gateway).forEach(each -> each.putAll(addresses));
        replicas = List.of(
                Replica.of(data, "identity-service", identity),
                Replica.of(data, "flow-service", flow),
                Replica.of(data, "gateway", gateway));
    }

    /** Starts them and waits until they are ready. */
    static SecondReplicas of(Path data) {
        SecondReplicas second = new SecondReplicas(data);
        try {
            Awaitility.await("the second replicas are ready")
                    .atMost(READY_LIMIT)
                    .until(second::isReady);
        } catch (RuntimeException e) {
            second.close();
            throw e;
        }
        return second;
    }

    /** Public port of the second gateway. */
    int publicPort() {
        return publicPort;
    }

    /** Admin port of the second gateway. */
    int adminPort() {
        return adminPort;
    }

    @Override
    public void close() {
        replicas.reversed().forEach(Replica::close);
    }

    private boolean isReady() {
        for (Replica each : replicas) {
            if (!each.isAlive()) {
                throw new AssertionError("a replica ended:\n" + each.output());
            }
        }
        return answers(publicPort) && answers(adminPort);
    }

    private static boolean answers(int port) {
        try {
            return Http.get("http://127.0.0.1:" + port + "/health/ready").status() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Map<String, String> ports() {
        Map<String, String> ports = new HashMap<>();
        ports.put("QUARKUS_HTTP_PORT", Integer.toString(FreePorts.next()));
        ports.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePorts.next()));
        return ports;
    }

    private static void address(Map<String, String> addresses, String service, Map<String, String> ports) {
        String host = "http://127.0.0.1:";
        addresses.put("OSTIARY_" + service + "_URL", host + ports.get("QUARKUS_HTTP_PORT"));
        addresses.put("OSTIARY_" + service + "_MANAGEMENT_URL", host + ports.get("QUARKUS_MANAGEMENT_PORT"));
    }
}
