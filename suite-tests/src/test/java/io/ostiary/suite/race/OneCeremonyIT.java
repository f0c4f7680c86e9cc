package io.ostiary.suite.race;

import io.ostiary.suite.OpenIdProvider;
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
 * Of twenty connections to two replicas that bring the same signature of a key, or the same answer of a provider, exactly one
 * wins, and its owner signs in afterwards as before.
 *
 * <p>{@code -Dostiary.race.rounds=20} gives the number of rounds of each race.
 */
class OneCeremonyIT {

    private static final int CONNECTIONS = 20;

    @TempDir
    static Path folder;

    private static OpenIdProvider provider;
    private static StackConfig config;
    private static TwoReplicas replicas;

    @BeforeAll
    static void start() {
        provider = new OpenIdProvider();
        config = provider.in(SoftwareKey.in(StackConfig.in(folder.resolve("config"))));
        replicas = TwoReplicas.start(config, folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        replicas.close();
        provider.close();
    }

    static Stream<Arguments> races() {
        return Stream.of(
                Arguments.of("a passkey's challenge", new PasskeyRace(config)),
                Arguments.of("a security key's challenge", new SecurityKeyRace(config)),
                Arguments.of("a provider's answer for somebody known", ProviderRace.signIn(config, provider)),
                Arguments.of("a provider's answer for somebody new", ProviderRace.signUp(config, provider)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("races")
    void oneOfTwentyWins(String prize, Race race) throws Exception {
        replicas.run(prize, race, CONNECTIONS);
    }
}
