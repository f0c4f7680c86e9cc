package io.ostiary.identity.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hashes made by Python's hashlib, by crypt(3) and OpenSSL, by Bouncy Castle, and published
 * vectors.
 */
class HashFormatsTest {

    private static final List<HashFormat> FORMATS = List.of(
            new BcryptFormat(),
            new Argon2Format(Argon2Types.ARGON2id),
            new Argon2Format(Argon2Types.ARGON2i),
            new Pbkdf2Format(),
            new ScryptFormat(),
            new SaltedShaFormat(),
            new CryptFormat(),
            new PatternDigestFormat(),
            new HmacFormat(),
            new FirebaseScryptFormat());

    /** Whoever guesses would see by the time of a cheap one that there is somebody of that name. */
    @ParameterizedTest
    @CsvSource({
        "$md5$2O1tcdKcBk9miKDQ/8q6sw==, true",
        "{SSHA}N1NMcXFiK63YQdFyJT+DBk0uVyFzYWx0eS1zaXh0ZWVuLWJ5, true",
        "$hmac-md5$NWE5YTFmMThjMTk1OWI2OTViMzU5ZmUzN2Q3MDMwOTA=$c2FsdHktc2l4dGVlbi1ieQ==, true",
        "$md5-crypt$saltsalt$zt50JIqGuZMgD3BtTHhZr1, true",
        "'$pbkdf2-sha1$i=1000,l=20$c2FsdHktc2l4dGVlbi1ieQ$kYreu9zxLl1CmVp8vYxkrkvVT0Q', true",
        "'$pbkdf2-sha1$i=600000,l=20$c2FsdHktc2l4dGVlbi1ieQ$kYreu9zxLl1CmVp8vYxkrkvVT0Q', false",
        "$2b$10$abcdefghijklmnopqrstuuHB9CAjWTI9qhpNQhLlMu4TxZtE03Cwa, false"
    })
    void knowsWhichTakeNoTime(String hash, boolean cheap) throws UnusableHashException {
        assertThat(PasswordHashes.checkForm(hash).isCheap(hash)).isEqualTo(cheap);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$04$abcdefghijklmnopqrstuuHB9CAjWTI9qhpNQhLlMu4TxZtE03Cwa",
                "$2y$04$abcdefghijklmnopqrstuuHB9CAjWTI9qhpNQhLlMu4TxZtE03Cwa",
                "$2a$04$abcdefghijklmnopqrstuuHB9CAjWTI9qhpNQhLlMu4TxZtE03Cwa",
                "$pbkdf2-sha1$i=1000,l=20$c2FsdHktc2l4dGVlbi1ieQ$kYreu9zxLl1CmVp8vYxkrkvVT0Q",
                "$pbkdf2-sha256$i=1000,l=32$c2FsdHktc2l4dGVlbi1ieQ$tx13Yo09qn72B/mvIhn0BZGQkQwBl+s7tv6zUiMc7cM",
                "$pbkdf2-sha512$i=1000,l=64$c2FsdHktc2l4dGVlbi1ieQ$u62sgAsyr+ITG6Igdtb7ytt0sJL5UCw70nKfcijPqQ8o4LHj0jKyjb2OIGGB9y7cDNoiJNwxFZvfkfzHBexteg",
                "$scrypt$ln=1024,r=8,p=1$c2FsdHktc2l4dGVlbi1ieQ==$f0Ifv95QZVvzK1GB9U1OR3pBvOj1EhprnmBDRgzUGA8=",
                "{SSHA}N1NMcXFiK63YQdFyJT+DBk0uVyFzYWx0eS1zaXh0ZWVuLWJ5",
                "{SSHA256}bc/6rzgWyFhHPIG3vVJw78AoaHGfuXVfhdilD/5XnItzYWx0eS1zaXh0ZWVuLWJ5",
                "{SSHA512}A8KrKnDW9GBe6kOPM+i0cnuCsTzZ79VOvgbEWsYfRS5ZB3Wkk++ihj7Uqb0ImsFXP6mUeDS9EytrK2+fnxhcznNhbHR5LXNpeHRlZW4tYnk=",
                "$sha256$pf=e1NBTFR9LXtQQVNTV09SRH0=$c2FsdHktc2l4dGVlbi1ieQ==$cHHk7l8DSDfXexb0JIhsfYZDlkIrIfLtS1oEWt563wo=",
                "$sha1$pf=e1BBU1NXT1JEfXtTQUxUfQ==$c2FsdHktc2l4dGVlbi1ieQ==$N1NMcXFiK63YQdFyJT+DBk0uVyE=",
                "$md5$2O1tcdKcBk9miKDQ/8q6sw==",
                "$md5$pf=e1BBU1NXT1JEfXtTQUxUfQ==$c2FsdHktc2l4dGVlbi1ieQ==$hxWHVZjsIPCU9z2xRzahDg==",
                "$hmac-sha256$NjcyODdjMTJkM2MzZDUwNWFkODgzNGI2NmQ0YjQ5MDRmOWM0YTYzM2YxYzUxMzJhYzI5ODM3NzRhMDhmNDkzYg==$c2FsdHktc2l4dGVlbi1ieQ==",
                "$hmac-md5$NWE5YTFmMThjMTk1OWI2OTViMzU5ZmUzN2Q3MDMwOTA=$c2FsdHktc2l4dGVlbi1ieQ==",
                "$md5-crypt$saltsalt$zt50JIqGuZMgD3BtTHhZr1",
                "$sha256-crypt$saltsaltsalt$u7kGXx/9mhc/M9h6IjaGI05VJolyqR7xuCJ2a3P0MPC",
                "$sha512-crypt$rounds=1000$saltsaltsalt$BQLIcAZ6bzeVojRCEMGTVmXQiUjc7L3kpNcwT1koW2/8TKIV.jj7XULMt0kiqVS4Ny0GKHbkQFOL5j9Y8DVMU1"
            })
    void acceptsOnlyTheRightPassword(String hash) throws UnusableHashException {
        assertThat(verify("correct horse 7", hash)).isTrue();
        assertThat(verify("correct horse 8", hash)).isFalse();
        assertThat(verify("", hash)).isFalse();
        assertThatCode(() -> PasswordHashes.checkForm(hash)).doesNotThrowAnyException();
    }

    @Test
    void verifiesArgon2OfOtherMakers() throws UnusableHashException {
        String published = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        String i = bouncyCastle(Argon2Parameters.ARGON2_i, "argon2i");
        String id = bouncyCastle(Argon2Parameters.ARGON2_id, "argon2id");

        assertThat(verify("password", published)).isTrue();
        assertThat(verify("password", i)).isTrue();
        assertThat(verify("password", id)).isTrue();
        assertThat(verify("passwore", i)).isFalse();
        assertThat(verify("passwore", id)).isFalse();
    }

    private static String bouncyCastle(int type, String name) {
        byte[] salt = "somesalt".getBytes(StandardCharsets.US_ASCII);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(1024)
                .withIterations(3)
                .withParallelism(2)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[24];
        generator.generateBytes("password".getBytes(StandardCharsets.US_ASCII), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$%s$v=19$m=1024,t=3,p=2$%s$%s"
                .formatted(name, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    @Test
    void verifiesThePublishedVectorOfFirebase() throws UnusableHashException {
        String hash =
                "$firescrypt$ln=14,r=8,p=1$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==$Bw==$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==";

        assertThat(verify("user1password", hash)).isTrue();
        assertThat(verify("user2password", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$rot13$whatever",
                "$1$saltsalt$zt50JIqGuZMgD3BtTHhZr1",
                "$2b$16$abcdefghijklmnopqrstuuHB9CAjWTI9qhpNQhLlMu4TxZtE03Cwa",
                "$2b$04$short",
                "$argon2id$v=19$m=2097152,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=11,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$CTFh",
                "$pbkdf2-sha256$i=10000001,l=32$c2FsdA$tx13Yo09qn72B",
                "$argon2id$v=19$m=1048576,t=3,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=1,p=17$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$pbkdf2-sha1$i=6000000,l=40$c2FsdA$tx13Yo09qn72B/mvIhn0BZGQkQwBl+s7tv6zUiMc7cMtx13Yo09qn72Bw",
                "$scrypt$ln=131072,r=8,p=3$c2FsdA==$f0Ifv95QZVs=",
                "$firescrypt$ln=17,r=8,p=3$aaaa$aaaa$aaaa$aaaa",
                "$pbkdf2-sha999$i=1000,l=32$c2FsdA$tx13Yo09qn72B",
                "$scrypt$ln=262144,r=8,p=1$c2FsdA==$f0Ifv95QZVs=",
                "$scrypt$ln=1000,r=8,p=1$c2FsdA==$f0Ifv95QZVs=",
                "$scrypt$ln=1024,r=9,p=1$c2FsdA==$f0Ifv95QZVs=",
                "$sha512-crypt$rounds=999999999$saltsalt$BQLI",
                "$firescrypt$ln=18,r=8,p=1$aa==$aa==$aa==$aa==",
                "{SSHA}aGFzaA=="
            })
    void refusesToImportWhatItCanNotVerify(String hash) {
        assertThatThrownBy(() -> PasswordHashes.checkForm(hash)).isInstanceOf(UnusableHashException.class);
    }

    @Test
    void neverCutsAPasswordForBcrypt() throws UnusableHashException {
        String most = "x".repeat(72);
        String hash = new BcryptHasher(4).hash(most.getBytes(StandardCharsets.UTF_8));

        assertThat(verify(most, hash)).isTrue();
        assertThat(verify(most + "y", hash)).isFalse();
    }

    @Test
    void fillsPatternsInOnePass() throws UnusableHashException {
        String hash = "$md5$pf=e1BBU1NXT1JEfXtTQUxUfQ==$c2FsdA==$"
                + Base64.getEncoder()
                        .encodeToString(Digests.of("MD5", "{SALT}salt".getBytes(StandardCharsets.US_ASCII)));

        assertThat(verify("{SALT}", hash)).isTrue();
    }

    private static boolean verify(String password, String hash) throws UnusableHashException {
        HashFormat format = FORMATS.stream()
                .filter(each -> each.recognises(hash))
                .findFirst()
                .orElseThrow();
        return format.verify(password.getBytes(StandardCharsets.UTF_8), hash);
    }
}
