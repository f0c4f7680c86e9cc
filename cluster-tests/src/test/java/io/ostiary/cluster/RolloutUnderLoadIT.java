package io.ostiary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people notice while pods are replaced: {@code -Dcluster.logins} logins and {@code
 * -Dcluster.whoami} whoami a second, two replicas of each part. Takes minutes and all cores, so it
 * runs only when a rate is given.
 */
@ExtendWith(RunningSuite.class)
class RolloutUnderLoadIT {

    private static final String LOGINS = System.getProperty("cluster.logins", "");
    private static final String WHOAMI = System.getProperty("cluster.whoami", "500");
    private static final int CONTROL_SECONDS = 30;

    private static final List<String> TABLE =
            new ArrayList<>(List.of("| event | requests | failed | how |", "| --- | --- | --- | --- |"));

    /** Something that happens to the suite while people use it. */
    private interface Event {
        void happen() throws IOException;
    }

    @BeforeAll
    static void scaleToTwo() throws IOException {
        Assumptions.assumeFalse(LOGINS.isEmpty(), "no rate is given (-Dcluster.logins=50)");
        for (String each : RunningSuite.DEPLOYMENTS) {
            kubectl("scale", "deployment", each, "--replicas=2");
        }
        awaitAll();
    }

    @AfterAll
    static void tell() {
        TABLE.forEach(System.out::println);
    }

    @Test
    void failsNothingWhileNothingHappens() throws IOException {
        assertThat(failures("nothing", CONTROL_SECONDS, () -> {})).isZero();
    }

    @Test
    void failsNothingWhileEveryPodIsReplaced() throws IOException {
        assertThat(failures("rolling restart of everything", 150, () -> {
                    kubectl("rollout", "restart", "deployment", "-l", "app.kubernetes.io/part-of=ostiary");
                    awaitAll();
                }))
                .isZero();
    }

    @Test
    void failsNothingWhileReplicasComeAndGo() throws IOException {
        assertThat(failures("scale 2, 1, 3, 2", 120, () -> {
                    for (int replicas : new int[] {1, 3, 2}) {
                        for (String each : RunningSuite.DEPLOYMENTS) {
                            kubectl("scale", "deployment", each, "--replicas=" + replicas);
                        }
                        awaitAll();
                    }
                }))
                .isZero();
    }

    @Test
    void failsNothingWhileKafkaIsGone() throws IOException {
        assertThat(failures("Kafka gone for a minute", 90, () -> {
                    kubectl("scale", "statefulset", "kafka", "--replicas=0");
                    kubectl("wait", "pod/kafka-0", "--for=delete", "--timeout=60s");
                    pause(60);
                    kubectl("scale", "statefulset", "kafka", "--replicas=1");
                }))
                .isZero();
    }

    /** Sends load, lets the event happen in the middle, and counts what failed. */
    private static long failures(String event, int seconds, Event happening) throws IOException {
        ClientPod load = ClientPod.client("load-" + Instant.now().toEpochMilli());
        load.start(
                "io.ostiary.cluster.standin.LoadMain",
                List.of(LOGINS, WHOAMI, Integer.toString(seconds)),
                Map.of("GATEWAY", "http://gateway:4433"));
        Instant end = Instant.now().plusSeconds(120);
        while (!load.log().contains("ready")) {
            assertThat(Instant.now()).as("people are registered").isBefore(end);
        }
        happening.happen();
        String output = load.output(seconds + 120);
        load.delete();
        long failed = 0;
        for (String line :
                output.lines().filter(each -> each.contains(" sent ")).toList()) {
            String[] words = line.split(" ", 6);
            TABLE.add("| %s: %s | %s | %s | %s |".formatted(event, words[0], words[2], words[4], words[5]));
            failed += Long.parseLong(words[4]);
        }
        return failed;
    }

    private static void awaitAll() throws IOException {
        for (String each : RunningSuite.DEPLOYMENTS) {
            kubectl("rollout", "status", "deployment/" + each, "--timeout=300s");
        }
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kubectl(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-n", RunningSuite.NAMESPACE));
        all.addAll(List.of(arguments));
        Kubectl.run(all.toArray(String[]::new)).ok();
    }
}
