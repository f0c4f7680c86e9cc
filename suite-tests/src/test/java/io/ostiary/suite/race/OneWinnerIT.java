package io.ostiary.suite.race;

import io.ostiary.suite.Events;
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
 * Of a hundred connections to two replicas that ask for one thing at the same moment, exactly one
 * gets it, and the others are refused as the contract says.
 *
 * <p>{@code -Dostiary.race.rounds=20} gives the number of rounds of each race.
 */
class OneWinnerIT {

    private static final int CONNECTIONS = 100;

    @TempDir
    static Path folder;

    private static StackConfig config;
    private static Mailbox mailbox;
    private static TwoReplicas replicas;
    private static Events events;

    @BeforeAll
    static void start() {
        config = StackConfig.in(folder.resolve("config")).withLink();
        mailbox = new Mailbox(config);
        replicas = TwoReplicas.start(config, folder.resolve("data"));
        events = new Events(replicas.stack().bootstrapServers(), "identity.events");
    }

    @AfterAll
    static void stop() {
        events.close();
        replicas.close();
        mailbox.close();
    }

    static Stream<Arguments> races() {
        Admin admin = new Admin(config);
        return Stream.of(
                Arguments.of("a recovery code", RecoveryRaces.code(admin)),
                Arguments.of("a recovery link", RecoveryRaces.link(admin)),
                Arguments.of("a sign-in code", new LoginCodeRace(config, mailbox)),
                Arguments.of("a verification code", new VerificationRace(config, mailbox, events)),
                Arguments.of("a registered identifier", IdentifierRaces.registered(config, CONNECTIONS)),
                Arguments.of("an imported identifier", IdentifierRaces.imported(admin)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void oneOfAHundredWins(String prize, Race race) throws Exception {
        replicas.run(prize, race, CONNECTIONS);
    }
}
