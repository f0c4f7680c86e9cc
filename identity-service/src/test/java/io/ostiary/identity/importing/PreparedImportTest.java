package io.ostiary.identity.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.importing.ImportBody.Codes;
import io.ostiary.identity.importing.ImportBody.Link;
import io.ostiary.identity.importing.ImportBody.Links;
import io.ostiary.identity.importing.ImportBody.Section;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreparedImportTest {

    private static final UUID OWNER = UUID.fromString("5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void addsLinksToThoseThatAreThere() {
        List<Credentials> present = links("ann").into(List.of(), OWNER, NOW);

        List<Credentials> after = links("bob").into(present, OWNER, NOW);

        assertThat(after.getFirst().identifiers()).containsExactly("acme:ann", "acme:bob");
        assertThat(after.getFirst().config().path("providers")).hasSize(2);
    }

    @Test
    void refusesALinkThatIsThere() {
        List<Credentials> present = links("ann").into(List.of(), OWNER, NOW);

        refusesAsTaken(links("bob", "ann"), present);
    }

    @Test
    void refusesTheSameLinkTwice() {
        refusesAsTaken(links("ann", "ann"), List.of());
    }

    @Test
    void keepsBackupCodesWithTheTimeOfTheirUse() {
        JsonNode fresh = Json.object().put("code", "abcd1234");
        JsonNode used = Json.object().put("code", "x").put("used_at", "2026-01-01T00:00:00Z");

        Credentials stored = codes(fresh, used).into(List.of(), OWNER, NOW).getFirst();

        assertThat(stored.version()).isZero();
        assertThat(stored.config().at("/recovery_codes/0/used_at").isNull()).isTrue();
        assertThat(stored.config().at("/recovery_codes/1")).isEqualTo(used);
        assertThatThrownBy(() -> codes(Json.object()).into(List.of(), OWNER, NOW))
                .isInstanceOf(ProblemException.class);
    }

    private static PreparedImport codes(JsonNode... codes) {
        return new PreparedImport(
                new ImportBody(null, null, null, null, null, null, new Section<>(new Codes(Arrays.asList(codes)))),
                null);
    }

    private static void refusesAsTaken(PreparedImport links, List<Credentials> present) {
        assertThatThrownBy(() -> links.into(present, OWNER, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Problem.Conflict.class));
    }

    private static PreparedImport links(String... subjects) {
        List<Link> links = List.of(subjects).stream()
                .map(each -> new Link(each, "acme", false, null))
                .toList();
        return new PreparedImport(
                new ImportBody(null, new Section<>(new Links(links)), null, null, null, null, null), null);
    }
}
