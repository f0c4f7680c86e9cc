package io.ostiary.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

    @Test
    void hasPrefixFreeCharacterRandomPartAndChecksum() {
        assertThat(SessionToken.generate().reveal()).matches("ory_st_0[A-Za-z0-9_-]{49}");
    }

    @Test
    void takesTokensOfVersion010() {
        assertThat(SessionToken.hash("ory_st_c9Uau9icuBlvDvtokvlNaPzMLDXwuEYJ5fEsVd2Fq6gDuNjcB"))
                .isPresent();
    }

    @Test
    void isDifferentEachTime() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(SessionToken.generate().reveal());
        }
        assertThat(tokens).hasSize(1_000);
    }

    @Test
    void isLookedUpByItsSha256() throws Exception {
        // Given
        Secret token = SessionToken.generate();

        // When
        byte[] hash = SessionToken.hash(token).bytes();

        // Then
        assertThat(hash)
                .isEqualTo(MessageDigest.getInstance("SHA-256")
                        .digest(token.reveal().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesEveryChangeOfOneCharacter() {
        // Given
        String token = SessionToken.generate().reveal();

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            String changed = token.substring(0, i) + other + token.substring(i + 1);

            // Then
            assertThat(SessionToken.hash(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoToken() {
        String token = SessionToken.generate().reveal();
        assertThat(SessionToken.hash((String) null)).isEmpty();
        assertThat(SessionToken.hash("")).isEmpty();
        assertThat(SessionToken.hash("garbage")).isEmpty();
        assertThat(SessionToken.hash("ory_st_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
        assertThat(SessionToken.hash(token + "A")).isEmpty();
        assertThat(SessionToken.hash(" " + token)).isEmpty();
        assertThat(SessionToken.hash(token.substring(0, 56) + "\u20ac")).isEmpty();
    }

    @Test
    void saysNothingOfItself() {
        Secret token = SessionToken.generate();
        assertThat(SessionToken.hash(token).toString()).isEqualTo("TokenHash");
    }
}
