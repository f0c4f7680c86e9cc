package io.ostiary.flow.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.contract.json.Json;
import io.ostiary.internal.identity.Draft;
import org.junit.jupiter.api.Test;

class RewriteTest {

    private static final Rewrite EARLIER = new Rewrite(
            Json.object().put("email", "ann@example.org"), new Draft(Json.tree("a"), null, null, "x", null));

    @Test
    void leavesWhatTheEarlierOneWroteUnlessItWritesIt() {
        Rewrite later = new Rewrite(null, new Draft(Json.tree("b"), null, "inactive", null, null));

        Rewrite both = later.after(EARLIER);

        assertThat(both.traits()).isEqualTo(EARLIER.traits());
        assertThat(both.draft().metadataPublic()).isEqualTo(Json.tree("b"));
        assertThat(both.draft().state()).isEqualTo("inactive");
        assertThat(both.draft().externalId()).isEqualTo("x");
    }
}
