package io.ostiary.flow;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** flow-service beside the real identity-service and session-service, as they are built. */
public final class RealServices implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(EmbeddedDatabase.class, Map.of("schema", "flow")),
                new TestResourceEntry(StartRealServices.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
