package io.ostiary.suite.race;

import io.ostiary.suite.Mailbox;
import io.ostiary.suite.StackConfig;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of twenty connections to two replicas that bring the same second factor at the same moment exactly one adds it to the
 * session, and nobody is locked out by the others.
 *
 * <p>{@code -Dostiary.race.rounds=20} gives the number of rounds of each race.
 */
class OneFactorIT {

    private static final int CONNECTIONS = 20;

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static TwoReplicas replicas;

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder.resolve("config")).withSecondFactors();
        mailbox = new Mailbox(config);
        replicas = TwoReplicas.start(config, folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
        mailbox.close();
    }

    static Stream<Arguments> races() {
        return Stream.of(
                Arguments.of("a code of an authenticator app", SecondFactorRaces.totp(config)),
                Arguments.of("a backup code", SecondFactorRaces.lookup(config)),
                Arguments.of("a code from a mail", SecondFactorRaces.sent(config, mailbox)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void oneOfTwentyWins(String prize, Race race) throws Exception {
        replicas.run(prize, race, CONNECTIONS);
    }
}
