package io.ostiary.identity.selfservice;

import static io.ostiary.identity.IdentityService.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.IdentityService;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.Changes.Refusal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.ostiary.internal.identity.Draft;
import io.ostiary.internal.identity.HeldCredentials;
import io.ostiary.internal.identity.HeldCredentials.Find;
import io.ostiary.internal.identity.HeldCredentials.HeldBody;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.internal.identity.Registrations.Mode;
import io.ostiary.testkit.server.EmbeddedDatabase;
import io.ostiary.testkit.server.EmbeddedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The door to credentials, and how they are kept. */
@QuarkusTest
@QuarkusTestResource(TestConfiguration.class)
@QuarkusTestResource(EmbeddedKeys.class)
@QuarkusTestResource(value = EmbeddedDatabase.class, initArgs = @ResourceArg(name = "schema", value = "identity"))
class CredentialsCallsIT extends CredentialsCase {

    private static final int AT_ONCE = 20;

    @Test
    void losesNoLinkOfSeveralTabsAtOnce() throws Exception {
        String id = made();
        List<String> subjects = IntStream.range(0, 6)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();

        List<Changes.Result> results = atOnce(subjects.stream()
                .<Callable<Changes.Result>>map(subject -> () -> edit(id, "oidc", add(link(subject))))
                .toList());

        assertThat(results).allMatch(each -> each.identity() != null);
        assertThat(held(id, "oidc").path("providers")).hasSize(6);
    }

    @Test
    void setsBesideAnItemWhatTheConfigLacks() {
        String id = made();

        edit(id, "passkey", key("AQ==", "first"));
        edit(id, "passkey", key("Ag==", "second"));

        assertThat(held(id, "passkey").path("credentials")).hasSize(2);
        assertThat(held(id, "passkey").path("user_handle").asText()).isEqualTo("first");
    }

    private CredentialsEdit key(String id, String userHandle) {
        return new CredentialsEdit.Add(
                seal.seal(Json.object().put("id", id)),
                List.of(UUID.randomUUID().toString()),
                seal.seal(Json.object().put("user_handle", userHandle)));
    }

    @Test
    void refusesALinkThatIsSomebodyElses() {
        String subject = UUID.randomUUID().toString();
        edit(made(), "oidc", add(link(subject)));

        Changes.Result refused = edit(made(), "oidc", add(link(subject)));

        assertThat(refused.identity()).isNull();
        assertThat(refused.complaints()).extracting(each -> each.text().id()).containsExactly(4000007L);
    }

    @Test
    void letsOneOfManyAttemptsOnABackupCodeWin() throws Exception {
        String id = made();
        edit(id, "lookup_secret", new CredentialsEdit.Replace(seal.seal(codes()), List.of(id)));
        long version = service.call(
                        "/internal/credentials/lookup",
                        Json.object().put("identifier", id).put("type", "lookup_secret"))
                .at("/identity/version")
                .asLong();
        int events = service.events(id).size();
        JsonNode before = Json.object().put("code", "a").putNull("used_at");

        List<Changes.Result> results = atOnce(IntStream.range(0, AT_ONCE)
                .<Callable<Changes.Result>>mapToObj(i -> () -> edit(
                        id,
                        "lookup_secret",
                        new CredentialsEdit.Note(
                                "a",
                                seal.seal(before),
                                seal.seal(Json.object()
                                        .put("code", "a")
                                        .put("used_at", "2026-01-01T00:00:0" + i % 10 + "Z")))))
                .toList());

        assertThat(results).filteredOn(each -> each.identity() != null).hasSize(1);
        assertThat(results).filteredOn(each -> each.refusal() == Refusal.LOST).hasSize(AT_ONCE - 1);
        assertThat(results)
                .filteredOn(each -> each.identity() != null)
                .allMatch(each -> each.identity().version() == version);
        assertThat(service.events(id)).as("nobody is told").hasSize(events);
        assertThat(held(id, "lookup_secret").at("/recovery_codes/1/used_at").isNull())
                .isTrue();
    }

    @Test
    void notesAUsedCodeByAnEffectThatComesTwiceOrTooLate() {
        String id = made();
        edit(id, "lookup_secret", new CredentialsEdit.Replace(seal.seal(codes()), List.of(id)));
        HeldCredentials.Noted noted = new HeldCredentials.Noted(
                UUID.fromString(id),
                "lookup_secret",
                seal.seal(Json.object().put("code", "a").putNull("used_at")),
                seal.seal(Json.object().put("code", "a").put("used_at", "2026-01-01T00:00:00Z")));

        note("one", noted);
        note("one", noted);

        assertThat(held(id, "lookup_secret").at("/recovery_codes/0/used_at").asText())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(held(id, "lookup_secret").at("/recovery_codes/1/used_at").isNull())
                .isTrue();

        edit(id, "lookup_secret", new CredentialsEdit.Take(null));
        note("two", noted);

        assertThat(service.rows(
                        "SELECT config::text FROM credentials WHERE identity_id = $1 AND type = $2",
                        UUID.fromString(id),
                        "lookup_secret"))
                .as("nothing to note on")
                .isEmpty();
    }

    private void note(String attempt, HeldCredentials.Noted noted) {
        ObjectNode effect = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("key", attempt + "/" + noted.identityId())
                .put("type", "credentials.noted");
        effect.set("payload", Json.tree(noted));
        assertThat(service.callRaw("/internal/effects", effect).statusCode()).isBetween(200, 204);
    }

    @Test
    void takesAnythingButTheLastFirstFactor() {
        String subject = UUID.randomUUID().toString();
        String id = registered(link(subject), List.of());

        assertThat(edit(id, "oidc", new CredentialsEdit.Take("acme:" + subject)).refusal())
                .isEqualTo(Refusal.LAST_FIRST_FACTOR);
        assertThat(edit(id, "oidc", new CredentialsEdit.Take("acme:nobody")).refusal())
                .isEqualTo(Refusal.NOT_HELD);

        edit(
                id,
                "favourite_colour",
                new CredentialsEdit.Replace(seal.seal(Json.object().put("colour", "red")), List.of()));
        Changes.Result taken = edit(id, "oidc", new CredentialsEdit.Take("acme:" + subject));

        assertThat(taken.identity().firstFactors()).containsExactly("code", "favourite_colour");
        assertThat(taken.identity().secondFactors()).containsExactly("code", "favourite_colour");
        assertThat(find("oidc", "acme:" + subject).identity()).isNull();
        assertThat(service.events(id)).contains("identity.credentials_changed");
    }

    @Test
    void findsWhoseLinkItIsWithAllThatIsInIt() {
        String subject = "Mixed-" + UUID.randomUUID();
        String id = registered(link(subject).put("initial_access_token", "very secret"), List.of());

        HeldBody held = find("oidc", "acme:" + subject);

        assertThat(held.identity().id()).hasToString(id);
        assertThat(seal.open(held.config())
                        .at("/providers/0/initial_access_token")
                        .asText())
                .isEqualTo("very secret");
        assertThat(stored(id, "oidc")).doesNotContain("very secret").contains(subject);
        assertThat(find("palm_print", "x").identity()).isNull();
    }

    @Test
    void showsWhatWouldBeWrittenAndWritesNothing() {
        String email = email();
        Registrations.Request request = request(
                email,
                List.of(new NewCredentials.Password(Secret.of(IdentityService.PASSWORD))),
                new Draft(Json.object().put("plan", "gold"), null, "inactive", "ext-" + email, null),
                Mode.CHECK);

        Registrations.Fine fine = (Registrations.Fine) register(request);

        assertThat(fine.identity().body().state()).isEqualTo("inactive");
        assertThat(fine.identity().body().externalId()).isEqualTo("ext-" + email);
        assertThat(fine.identity().body().metadataPublic().path("plan").asText())
                .isEqualTo("gold");
        assertThat(service.rows("SELECT id FROM identity WHERE external_id = $1", "ext-" + email))
                .isEmpty();
    }

    @Test
    void registersWithSeveralCredentialsAndWithAHooksDraft() {
        String subject = UUID.randomUUID().toString();
        Registrations.Request request = request(
                email(),
                List.of(
                        new NewCredentials.Password(Secret.of(IdentityService.PASSWORD)),
                        new NewCredentials.Given("oidc", List.of(), seal.seal(links(link(subject))))),
                Draft.ofMetadata(null, Json.object().put("risk", "low")),
                Mode.WRITE);

        Registrations.Created created = (Registrations.Created) register(request);

        assertThat(created.identity().firstFactors()).containsExactly("code", "oidc", "password");
        assertThat(service.get(created.identity().id().toString())
                        .at("/metadata_admin/risk")
                        .asText())
                .isEqualTo("low");
        assertThat(created.identity().id().version()).as("time-ordered").isEqualTo(7);
    }

    private static ObjectNode link(String subject) {
        return Json.object().put("provider", "acme").put("subject", subject);
    }

    private static ObjectNode links(JsonNode link) {
        ObjectNode config = Json.object();
        config.putArray("providers").add(link);
        return config;
    }

    private String registered(JsonNode link, List<String> identifiers) {
        Registrations.Request request = request(
                email(),
                List.of(new NewCredentials.Given("oidc", identifiers, seal.seal(links(link)))),
                null,
                Mode.WRITE);
        return ((Registrations.Created) register(request)).identity().id().toString();
    }

    private static Registrations.Request request(
            String email, List<NewCredentials> credentials, Draft draft, Mode mode) {
        return new Registrations.Request(
                UUID.randomUUID(),
                null,
                Json.object().put("email", email),
                draft,
                null,
                credentials,
                List.of(),
                null,
                null,
                mode);
    }

    private Registrations.Result register(Registrations.Request request) {
        JsonNode answer =
                service.call("/internal/registrations", (ObjectNode) Json.read(Json.text(request), JsonNode.class));
        return Json.read(answer.toString(), Registrations.Result.class);
    }

    private HeldBody find(String type, String identifier) {
        JsonNode answer =
                service.call("/internal/credentials/find", (ObjectNode) Json.tree(new Find(type, identifier)));
        return Json.read(answer.toString(), HeldBody.class);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : pool.invokeAll(calls)) {
                results.add(each.get());
            }
            return results;
        }
    }
}
