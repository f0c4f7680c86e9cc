package io.ostiary.flow.hook.webhook;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** flow-service with web hooks, beside the real identity-service and session-service, and a receiver. */
public final class HookedServices implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(EmbeddedDatabase.class, Map.of("schema", "flow")),
                new TestResourceEntry(StartHookedServices.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
