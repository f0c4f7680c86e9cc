package io.ostiary.flow.method.oidc;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** flow-service beside the real services, with a provider of the tests' own. */
public final class OidcServices implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(EmbeddedDatabase.class, Map.of("schema", "flow")),
                new TestResourceEntry(StartOidcServices.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
