package io.ostiary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What whoever applies the overlay dev sees. */
@ExtendWith(RunningSuite.class)
class ClusterIT {

    private static final Map<String, String> SERVICES =
            Map.of("GATEWAY", "http://gateway:4433", "MAIL", "http://mail:8025");

    @Test
    void appliesWithoutAWarning() {
        assertThat(RunningSuite.warnings).doesNotContainIgnoringCase("warning");
    }

    @Test
    void refusesAPodThatIsNotRestricted() throws IOException {
        Kubectl.Output answer = Kubectl.run(
                "-n", RunningSuite.NAMESPACE, "run", "root", "--image=" + TestImages.CLIENT, "--dry-run=server");

        assertThat(answer.code()).isNotZero();
        assertThat(answer.errors()).contains("violates PodSecurity \"restricted");
    }

    @Test
    void completesTheMigration() throws IOException {
        JsonNode jobs =
                Kubectl.json("-n", RunningSuite.NAMESPACE, "get", "jobs").path("items");

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job.at("/metadata/name").asText()).startsWith("migration-");
            assertThat(job.at("/status/succeeded").asInt()).isEqualTo(1);
        });
    }

    @Test
    void bringsEveryPodToReadyWithoutARestart() throws IOException {
        JsonNode pods = Kubectl.json(
                        "-n", RunningSuite.NAMESPACE, "get", "pods", "-l", "ostiary/part in (service,gateway)")
                .path("items");

        assertThat(pods).hasSize(RunningSuite.DEPLOYMENTS.size()).allSatisfy(pod -> {
            assertThat(pod.at("/status/containerStatuses/0/ready").asBoolean()).isTrue();
            assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt())
                    .isZero();
        });
        pods.forEach(ClusterIT::tellStart);
    }

    private static void tellStart(JsonNode pod) {
        Instant started = Instant.parse(
                pod.at("/status/containerStatuses/0/state/running/startedAt").asText());
        for (JsonNode each : pod.at("/status/conditions")) {
            if (each.path("type").asText().equals("Ready")) {
                Instant ready = Instant.parse(each.path("lastTransitionTime").asText());
                System.out.printf(
                        "%s: %d s from start to Ready%n",
                        pod.at("/metadata/labels/app.kubernetes.io~1name").asText(),
                        Duration.between(started, ready).toSeconds());
            }
        }
    }

    @Test
    void walksAPersonThroughTheGatewayAndTellsAConsumer() throws IOException {
        ClientPod consumer = ClientPod.client("consumer");
        consumer.start("io.ostiary.example.Main", List.of(), Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
        ClientPod person = ClientPod.client("person");
        person.start("io.ostiary.cluster.standin.JourneyMain", List.of(), SERVICES);

        String walked = person.output(180);
        System.out.print(walked);
        String identity = walked.substring(walked.lastIndexOf("identity ") + 9).strip();
        assertThat(heard(consumer, identity, "identity.registered")).isTrue();
        assertThat(heard(consumer, identity, "identity.address_verified")).isTrue();
        person.delete();
        consumer.delete();
    }

    private static boolean heard(ClientPod consumer, String identity, String type) throws IOException {
        Instant end = Instant.now().plusSeconds(90);
        while (Instant.now().isBefore(end)) {
            if (consumer.log().lines().anyMatch(line -> line.contains(type) && line.contains(identity))) {
                return true;
            }
        }
        return false;
    }
}
