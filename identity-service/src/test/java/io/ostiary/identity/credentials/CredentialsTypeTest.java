package io.ostiary.identity.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.identity.importing.ImportBody;
import io.ostiary.identity.importing.PreparedImport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of credentials of each type that can be brought in, and of one that only a test has. */
class CredentialsTypeTest {

    private static final UUID OWNER = UUID.fromString("5ab1fd0e-7f0f-4c1b-9c3a-2a0c1b7e4d11");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    static {
        CredentialsTypes.read(
                "favourite_colour single=/colour first second sealed; badge list=/badges by=number first");
    }

    private final Assurance assurance = new Assurance(TestConfiguration.load());
    private final CredentialsRemoval removal = new CredentialsRemoval(assurance);

    /**
     * @param first whether it is a first factor
     * @param second whether it is a second one
     * @param items how many items there are after a second import
     * @param taken whether the admin side may take it: {@code all}, by its {@code item}, its {@code
     *     config} alone, or {@code never}
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password|{'config':{'password':'x'}}|{'config':{'password':'y'}}|true|false|0|config",
                "oidc|{'config':{'providers':[{'provider':'acme','subject':'ann'}]}}|{'config':{'providers':[{'provider':'acme','subject':'bob'}]}}|true|false|2|acme:ann",
                "saml|{'config':{'providers':[{'provider':'acme','subject':'ann'}]}}|{'config':{'providers':[{'provider':'acme','subject':'bob'}]}}|true|false|2|acme:ann",
                "totp|{'config':{'totp_url':'otpauth://a'}}|{'config':{'totp_url':'otpauth://b'}}|false|true|0|all",
                "lookup_secret|{'config':{'codes':[{'code':'a'}]}}|{'config':{'codes':[{'code':'b'}]}}|false|true|2|all",
                "webauthn|{'config':{'credentials':[{'id':'a'}]}}|{'config':{'credentials':[{'id':'b','is_passwordless':true}]}}|false|true|2|all",
                "passkey|{'config':{'user_handle':'YW5u','credentials':[{'id':'a'}]}}|{'config':{'user_handle':'YW5u','credentials':[{'id':'b'}]}}|true|false|2|never",
                "favourite_colour|{'config':{'colour':'red'}}|{'config':{'colour':'blue'}}|true|true|0|all",
                "badge|{'config':{'badges':[{'number':'1'}]}}|{'config':{'badges':[{'number':'2'}]}}|true|false|2|all"
            })
    void livesByItsLine(
            String word, String once, String again, boolean first, boolean second, int items, String taken) {
        CredentialsType type = CredentialsType.of(word);

        List<Credentials> held = imported(word, once, identified(type));
        Credentials only = held.getFirst();

        assertThat(assurance.isUsable(only)).isTrue();
        assertThat(assurance.firstFactorTypes(held)).isEqualTo(first ? List.of(word) : List.of());
        assertThat(assurance.secondFactorTypes(held)).isEqualTo(second ? List.of(word) : List.of());

        List<Credentials> more = imported(word, again, held);

        assertThat(more).hasSize(1);
        assertThat(type.shape().items(more.getFirst().config())).hasSize(items);
        assertThat(more.getFirst().version()).isEqualTo(type.layout());
        assertThat(more.getFirst().config()).as("the second import counts").isNotEqualTo(only.config());

        remove(word, held, more, taken);
    }

    private void remove(String word, List<Credentials> held, List<Credentials> more, String taken) {
        switch (taken) {
            case "all" ->
                assertThat(usable(removal.without(more, word, null, LATER)))
                        .as("what is no second factor stays")
                        .isEqualTo(word.equals("webauthn") ? List.of("webauthn") : List.of());
            case "never" ->
                assertThatThrownBy(() -> removal.without(more, word, null, LATER))
                        .isInstanceOf(ProblemException.class);
            case "config" -> {
                assertThatThrownBy(() -> removal.without(more, word, null, LATER))
                        .as("the last way to sign in")
                        .isInstanceOf(ProblemException.class);
                List<Credentials> two =
                        imported("oidc", "{'config':{'providers':[{'provider':'a','subject':'b'}]}}", more);
                assertThat(usable(removal.without(two, word, null, LATER))).containsExactly("oidc");
            }
            default -> {
                assertThatThrownBy(() -> removal.without(held, word, taken, LATER))
                        .as("the last way to sign in")
                        .isInstanceOf(ProblemException.class);
                Credentials left = removal.without(more, word, taken, LATER).getFirst();
                assertThat(left.identifiers()).containsExactly("acme:bob");
                assertThat(type(left).items(left.config())).hasSize(1);
                assertThatThrownBy(() -> removal.without(more, word, "acme:nobody", LATER))
                        .isInstanceOf(ProblemException.class);
            }
        }
    }

    @Test
    void keepsWhatAnotherVersionWroteAndCountsItForNothing() {
        Credentials strange = Json.read(
                Json.object()
                        .put("type", "palm_print")
                        .put("version", 3)
                        .<ObjectNode>set("identifiers", Json.tree(List.of()))
                        .set("config", Json.object().put("palm", "x"))
                        .toString(),
                Credentials.class);

        assertThat(strange.type().isKnown()).isFalse();
        assertThat(assurance.isUsable(strange)).isFalse();
        assertThat(assurance.firstFactors(List.of(strange))).isZero();
        assertThat(strange.provesTheSame(Json.read(Json.text(strange), Credentials.class)))
                .as("a change of something else leaves it alone")
                .isTrue();
    }

    @Test
    void refusesALineThatSaysNothing() {
        assertThatThrownBy(() -> CredentialsTypes.read("colour first")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CredentialsTypes.read("it's list=/x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CredentialsTypes.read("colour list=/x thrid"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Shape type(Credentials credentials) {
        return credentials.type().shape();
    }

    /** The contract identifies passwords and security keys by the traits. */
    private static List<Credentials> identified(CredentialsType type) {
        boolean byTraits = type.equals(CredentialsType.PASSWORD) || type.equals(CredentialsType.WEBAUTHN);
        return byTraits ? List.of(Credentials.of(type, List.of("ann"), Json.object(), NOW)) : List.of();
    }

    private List<String> usable(List<Credentials> credentials) {
        return credentials.stream()
                .filter(assurance::isUsable)
                .map(each -> each.type().wire())
                .toList();
    }

    private static List<Credentials> imported(String word, String section, List<Credentials> present) {
        JsonNode said = Json.read(section.replace('\'', '"'), JsonNode.class);
        ObjectNode body = Json.object();
        body.set(word, said);
        String hash = word.equals("password")
                ? "hash of " + said.at("/config/password").asText()
                : null;
        return new ArrayList<>(
                new PreparedImport(Json.convert(body, ImportBody.class), hash).into(present, OWNER, NOW));
    }
}
