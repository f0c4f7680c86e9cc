package io.ostiary.flow.method.oidc;

import io.ostiary.testkit.server.EmbeddedDatabase;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As {@link OidcServices}, where the keys of the one vendor whose address can't be configured are those of the tests. */
public final class IdTokenServices implements QuarkusTestProfile {

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

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Keys.class);
    }

    /** Knows keys and nothing else. */
    @Alternative
    @Singleton
    static class Keys implements Wire {

        @Override
        public Uni<Reply> send(Call call) {
            return Uni.createFrom()
                    .item(
                            call.url().equals("https://www.googleapis.com/oauth2/v3/certs")
                                    ? new Reply(200, "{\"keys\": [" + VendorReplies.KEY.jwk() + "]}")
                                    : new Reply(404, "{}"));
        }
    }
}
