package io.ostiary.flow.webauthn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCheckTest {

    private static final String PAGE = "http://localhost:4455";
    private static final String CHALLENGE =
            Base64s.url("a challenge of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));
    private static final String OTHER =
            Base64s.url("another challenge of 32 bytes!!!".getBytes(StandardCharsets.UTF_8));
    private static final byte[] HANDLE = "somebody".getBytes(StandardCharsets.UTF_8);

    private final KeyCheck check = new KeyCheck(Clock.fixed(Instant.parse("2026-11-29T08:00:00.5Z"), ZoneOffset.UTC));

    private static RelyingParty party(String userVerification) {
        return new RelyingParty(
                "localhost",
                "Tests",
                List.of(PAGE),
                new RelyingParty.Terms(userVerification, "required", null, "none"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5));
    }

    private static final RelyingParty PARTY = party("preferred");

    private static ObjectNode creation(RelyingParty party, String challenge) {
        return CeremonyOptions.creation(party, challenge, new CeremonyOptions.Owner(HANDLE, "ann"), List.of());
    }

    private static ObjectNode request(String challenge, SecurityKey key) {
        return CeremonyOptions.request(PARTY, challenge, CeremonyOptions.descriptors(List.of(key)));
    }

    private Attested take(RelyingParty party, JsonNode answer) {
        return check.made(party, CHALLENGE, answer.toString(), true, "");
    }

    private SecurityKey made(EmulatedBrowser browser) {
        return ((Attested.Made) take(PARTY, browser.create(creation(PARTY, CHALLENGE)))).key();
    }

    private Asserted sign(RelyingParty party, JsonNode answer, SecurityKey key) {
        Optional<Assertion> read = check.read(answer.toString());
        assertThat(read).isPresent();
        return check.signed(party, CHALLENGE, read.get(), new SecurityKeys(List.of(key), HANDLE));
    }

    private static void refused(Asserted asserted, Fault why) {
        assertThat(asserted).isEqualTo(new Asserted.Wrong(why));
    }

    @Test
    void keepsANewKeyInTheContractsLayout() {
        SecurityKey key = made(EmulatedBrowser.at(PAGE));

        JsonNode item = key.item();
        assertThat(item.path("attestation_type").asText()).isEqualTo("none");
        assertThat(item.path("added_at").asText()).isEqualTo("2026-11-29T08:00:00Z");
        assertThat(item.path("is_passwordless").asBoolean()).isTrue();
        assertThat(item.at("/authenticator/clone_warning").asBoolean(true)).isFalse();
        assertThat(Base64s.read(item.at("/authenticator/aaguid").asText())).hasSize(16);
        assertThat(item.at("/flags/user_present").asBoolean()).isTrue();
        assertThat(item.path("transport").get(0).asText()).isEqualTo("internal");
        assertThat(SecurityKey.of(Json.read(item.toString(), JsonNode.class))).hasValueSatisfying(read -> {
            assertThat(read.hex()).isEqualTo(key.hex());
            assertThat(read.name()).isEqualTo("unnamed");
        });
    }

    @Test
    void refusesAKeyThatAnotherPageAskedFor() {
        JsonNode answer = EmulatedBrowser.at("http://localhost:9999").create(creation(PARTY, CHALLENGE));

        assertThat(take(PARTY, answer)).isEqualTo(new Attested.Wrong(Fault.ORIGIN));
    }

    @Test
    void refusesAKeyOfAnotherDomain() {
        ObjectNode options = creation(PARTY, CHALLENGE);
        options.withObject("/publicKey/rp").put("id", "elsewhere.example.org");

        assertThat(take(PARTY, EmulatedBrowser.at(PAGE).create(options))).isEqualTo(new Attested.Wrong(Fault.RP_ID));
    }

    @Test
    void refusesAKeyMadeForAnotherChallenge() {
        JsonNode answer = EmulatedBrowser.at(PAGE).create(creation(PARTY, OTHER));

        assertThat(take(PARTY, answer)).isEqualTo(new Attested.Wrong(Fault.CHALLENGE));
    }

    @Test
    void refusesAKeyThatDoesNotKnowItsOwnerWhereThatIsRequired() {
        JsonNode answer = notVerified(EmulatedBrowser.at(PAGE).create(creation(PARTY, CHALLENGE)));

        assertThat(take(party("required"), answer)).isEqualTo(new Attested.Wrong(Fault.NOT_VERIFIED));
        assertThat(take(party("discouraged"), answer)).isInstanceOf(Attested.Made.class);
    }

    /** Clears the flag that nobody signs in a new key without attestation. */
    private static ObjectNode notVerified(ObjectNode answer) {
        byte[] object = Base64s.read(answer.at("/response/attestationObject").asText());
        int flags = indexOf(object, sha256("localhost")) + 32;
        object[flags] &= ~0x04;
        return with(answer, "attestationObject", object);
    }

    private static int indexOf(byte[] all, byte[] part) {
        int at = 0;
        while (!Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
            at++;
        }
        return at;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void takesASignatureAndKeepsItsCount() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);

        Asserted asserted = sign(PARTY, browser.get(request(CHALLENGE, key)), key);

        assertThat(asserted).isInstanceOfSatisfying(Asserted.Right.class, right -> {
            assertThat(right.wentBack()).isFalse();
            assertThat(right.before()).isSameAs(key);
            assertThat(right.after().signCount()).isGreaterThan(key.signCount());
        });
    }

    @Test
    void refusesASignatureForAnotherPage() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);

        refused(sign(PARTY, browser.goTo("http://localhost").get(request(CHALLENGE, key)), key), Fault.ORIGIN);
    }

    @Test
    void refusesASignatureForAnotherDomain() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        RelyingParty moved = new RelyingParty(
                "example.org", "Tests", List.of(PAGE), PARTY.terms(), Duration.ofMinutes(5), Duration.ofMinutes(5));

        refused(sign(moved, browser.get(request(CHALLENGE, key)), key), Fault.RP_ID);
    }

    @Test
    void refusesASignatureOfAnotherChallenge() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);

        refused(sign(PARTY, browser.get(request(OTHER, key)), key), Fault.CHALLENGE);
    }

    @Test
    void refusesASignatureWhereNothingWasAskedFor() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        Assertion assertion =
                check.read(browser.get(request(CHALLENGE, key)).toString()).orElseThrow();

        refused(check.signed(PARTY, null, assertion, new SecurityKeys(List.of(key), HANDLE)), Fault.CHALLENGE);
    }

    @Test
    void refusesTheSignatureOfAStrangersKey() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        EmulatedBrowser stranger = EmulatedBrowser.at(PAGE);
        SecurityKey strangers = made(stranger);
        ObjectNode answer = stranger.get(request(CHALLENGE, strangers));

        refused(sign(PARTY, answer, key), Fault.UNKNOWN_KEY);
        refused(
                sign(PARTY, answer.put("id", Base64s.url(key.id())).put("rawId", Base64s.url(key.id())), key),
                Fault.SIGNATURE);
    }

    @Test
    void refusesASignatureWithoutItsOwnerWhereThatIsRequired() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        ObjectNode options = request(CHALLENGE, key);
        options.withObject("/publicKey").put("userVerification", "discouraged");

        refused(sign(party("required"), browser.get(options), key), Fault.NOT_VERIFIED);
    }

    @Test
    void tellsThatACounterWentBackAndLetsItsOwnerIn() {
        EmulatedBrowser browser = EmulatedBrowser.stuckAt(PAGE, 7);
        SecurityKey key = made(browser);

        Asserted asserted = sign(PARTY, browser.get(request(CHALLENGE, key)), key);

        assertThat(asserted).isInstanceOfSatisfying(Asserted.Right.class, right -> {
            assertThat(right.wentBack()).isTrue();
            assertThat(right.after().item().at("/authenticator/clone_warning").asBoolean())
                    .isTrue();
            assertThat(right.after().signCount()).isEqualTo(7);
        });
    }

    @Test
    void hasNoDoubtAboutKeysThatDoNotCount() {
        EmulatedBrowser browser = EmulatedBrowser.stuckAt(PAGE, 0);
        SecurityKey key = made(browser);

        Asserted asserted = sign(PARTY, browser.get(request(CHALLENGE, key)), key);

        assertThat(asserted).isInstanceOfSatisfying(Asserted.Right.class, right -> {
            assertThat(right.wentBack()).isFalse();
            assertThat(right.after().item()).isEqualTo(key.item());
        });
    }

    @Test
    void takesKeysOfOlderVersionsOfTheContractThatHaveNoFlags() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        ObjectNode old = key.item().deepCopy();
        old.remove(List.of("flags", "transport"));
        SecurityKey read = SecurityKey.of(old).orElseThrow();

        assertThat(sign(PARTY, browser.get(request(CHALLENGE, read)), read)).isInstanceOf(Asserted.Right.class);
    }

    @Test
    void doesNotTakeKeysThatCannotBeRead() {
        JsonNode config = Json.read("""
                {"credentials": [{"id": "%%%", "public_key": "AA=="}, {"id": "AAAA"}, {}, null, 7,
                                 {"id": "AAAA", "public_key": "AAAA"}], "user_handle": "*"}
                """, JsonNode.class);

        SecurityKeys keys = SecurityKeys.of(config);

        assertThat(keys.all()).hasSize(1);
        assertThat(keys.userHandle()).isEmpty();
        ObjectNode answer = EmulatedBrowser.at(PAGE).create(creation(PARTY, CHALLENGE));
        assertThat(answer).isNotNull();
    }

    @Test
    void refusesASignatureOfAKeyWhosePublicKeyIsNone() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        SecurityKey key = made(browser);
        SecurityKey broken =
                SecurityKey.of(key.item().deepCopy().put("public_key", "AAAA")).orElseThrow();

        assertThat(sign(PARTY, browser.get(request(CHALLENGE, key)), broken)).isInstanceOf(Asserted.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[]",
                "null",
                "7",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"attestationObject\":\"AAAA\",\"clientDataJSON\":\"AAAA\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"}}",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"password\",\"response\":{}}",
                "{\"rawId\":[],\"type\":\"public-key\",\"response\":{\"attestationObject\":{},\"clientDataJSON\":7}}"
            })
    void cannotReadWhatIsNoAnswer(String answer) {
        assertThat(check.made(PARTY, CHALLENGE, answer, true, "")).isEqualTo(new Attested.Unreadable());
        assertThat(check.read(answer)).isEmpty();
    }

    /** Each byte of a good answer, left out or another, is refused and never fails. */
    @Test
    void survivesHostileBytes() {
        EmulatedBrowser browser = EmulatedBrowser.at(PAGE);
        ObjectNode creation = browser.create(creation(PARTY, CHALLENGE));
        SecurityKey key = ((Attested.Made) take(PARTY, creation)).key();
        ObjectNode assertion = browser.get(request(CHALLENGE, key));

        for (String part : List.of("attestationObject", "clientDataJSON")) {
            changed(creation, part).forEach(answer -> take(PARTY, answer));
        }
        for (String part : List.of("authenticatorData", "clientDataJSON", "signature")) {
            changed(assertion, part)
                    .forEach(answer -> check.read(answer.toString())
                            .ifPresent(read -> assertThat(check.signed(
                                            PARTY, CHALLENGE, read, new SecurityKeys(List.of(key), HANDLE)))
                                    .as(part)
                                    .isInstanceOf(Asserted.Wrong.class)));
        }
    }

    private static List<ObjectNode> changed(ObjectNode answer, String part) {
        byte[] good = Base64s.read(answer.path("response").path(part).asText());
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            byte[] other = good.clone();
            other[i] ^= 0x55;
            all.add(with(answer, part, other));
            all.add(with(answer, part, Arrays.copyOf(good, i)));
        }
        return all;
    }

    private static ObjectNode with(ObjectNode answer, String part, byte[] bytes) {
        ObjectNode copy = answer.deepCopy();
        copy.withObject("/response").put(part, Base64s.url(bytes));
        return copy;
    }
}
