package io.ostiary.identity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.config.Secret;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.identity.hashing.PasswordHashes;
import io.ostiary.testkit.fixture.MutableClock;
import io.ostiary.testkit.server.FreePorts;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where nobody answers for the list of breached passwords. */
class PasswordPolicyTest {

    private static final Secret GOOD = Secret.of("correct horse 7 battery");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void takesPasswordsUncheckedAndCountsThem() {
        PasswordPolicy policy = policy(true);

        assertThat(policy.check(GOOD, List.of()).await().atMost(Duration.ofSeconds(20)))
                .isEmpty();
        assertThat(unasked()).isEqualTo(1);
    }

    @Test
    void refusesPasswordsWhereAskedToAndCountsThem() {
        PasswordPolicy policy = policy(false);

        assertThatThrownBy(() -> policy.check(GOOD, List.of()).await().atMost(Duration.ofSeconds(20)))
                .isInstanceOf(ProblemException.class);
        assertThat(unasked()).isEqualTo(1);
    }

    private double unasked() {
        return metrics.counter("ostiary.passwords.unasked").count();
    }

    private PasswordPolicy policy(boolean ignoresNetworkErrors) {
        ObjectNode tree = TestConfiguration.tree();
        tree.withObject("/selfservice/methods/password/config")
                .put("haveibeenpwned_enabled", true)
                .put("haveibeenpwned_host", "127.0.0.1:" + FreePorts.next())
                .put("ignore_network_errors", ignoresNetworkErrors);
        Configuration configuration = Configuration.of(tree, Map.of(), Path.of("."));
        return new PasswordPolicy(
                configuration, vertx, MutableClock.atNoon(), new PasswordHashes(configuration, metrics), metrics);
    }
}
