package io.ostiary.outbox;

import io.ostiary.testkit.server.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Chooses the port of the application under test beforehand, so that it can be told its own address
 * as another service's.
 */
public final class OwnAddress implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(FreePorts.next());
        return Map.of("quarkus.http.test-port", port, "ostiary.identity.url", "http://127.0.0.1:" + port);
    }

    @Override
    public void stop() {
        // Nothing is held.
    }
}
