package io.ostiary.flow;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** As {@link RealServices}, where a code that is sent is a second factor. */
public final class RealServicesWithCodes implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(EmbeddedDatabase.class, Map.of("schema", "flow")),
                new TestResourceEntry(StartRealServices.class, Map.of("code", "second")));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
