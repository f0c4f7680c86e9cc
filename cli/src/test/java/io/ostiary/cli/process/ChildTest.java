package io.ostiary.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {

    @TempDir
    Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ChildListener listener = new ChildListener() {
        @Override
        public void died(ChildProgram program, int exitCode, Duration pause) {
            heard.add("died " + exitCode);
        }

        @Override
        public void refused(ChildProgram program, String reason) {
            heard.add("refused " + reason);
        }

        @Override
        public void startedAgain(ChildProgram program) {
            heard.add("again");
        }
    };

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void startsAgainWhatDies() throws Exception {
        Child child = child("read line; exit 3");
        child.start();
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await(() -> heard.contains("again"));
        assertThat(heard.getFirst()).isEqualTo("died 137");
        assertThat(child.isRunning()).isTrue();
        child.stop(Duration.ofSeconds(2));
        assertThat(child.isRunning()).isFalse();
    }

    @Test
    void leavesWhatIsHeldDownUntilItIsStarted() throws Exception {
        AtomicBoolean hold = new AtomicBoolean(true);
        Child child = child("read line").heldWhile(hold::get);
        child.start();
        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
        await(() -> heard.contains("died 137"));
        Thread.sleep(500);
        assertThat(child.isRunning()).isFalse();
        hold.set(false);
        child.start();
        assertThat(child.isRunning()).isTrue();
        child.stop(Duration.ofSeconds(2));
    }

    @Test
    void saysWhyTheConfigurationIsRefusedAndStartsNothingAgain() throws Exception {
        Files.writeString(folder.resolve("log"), "io.ostiary.config.ConfigurationException: of an earlier run\n");
        Child child = child("""
                cat <<'END'
                ERROR Failed to start application
                java.lang.RuntimeException: Failed to start quarkus
                \tat io.quarkus.runner.ApplicationImpl.doStart(Unknown Source)
                Caused by: io.ostiary.config.ConfigurationException: The configuration is not usable: a.b: is wrong
                \tat io.ostiary.Sample.of(Sample.java:1)
                \t... 9 more
                END
                exit 1
                """);
        child.start();

        String reason = "The configuration is not usable: a.b: is wrong";
        assertThat(child.firstDeath().get(10, TimeUnit.SECONDS)).contains(reason);
        await(() -> heard.contains("refused " + reason));
        assertThat(child.isRunning()).isFalse();
        assertThat(heard).containsExactly("refused " + reason);
    }

    @Test
    void keepsEveryLineOfARefusal() throws Exception {
        Child child = child("""
                printf 'X: io.ostiary.config.ConfigurationException: not usable:\\n  a: is wrong\\n  b: is missing\\n\\tat x.Y\\n'
                exit 1
                """);
        child.start();

        assertThat(child.firstDeath().get(10, TimeUnit.SECONDS))
                .contains("not usable:\n  a: is wrong\n  b: is missing");
    }

    @Test
    void killsWhatDoesNotEndInTime() throws Exception {
        Child child = child("trap '' TERM; echo trapped; while :; do sleep 0.1; done");
        child.start();
        await(() -> read(folder.resolve("log")).contains("trapped"));
        child.stop(Duration.ofMillis(300));
        assertThat(child.isRunning()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void keepsTheEndOfTheLog() throws Exception {
        Child child = child("for i in 1 2 3 4 5; do echo line $i; done; read line");
        child.start();
        await(() -> read(folder.resolve("log")).contains("line 5"));
        assertThat(LogTail.of(folder.resolve("log"), 2)).containsExactly("line 4", "line 5");
        child.stop(Duration.ofSeconds(2));
    }

    private Child child(String script) {
        var program = new ChildProgram(
                "sample",
                List.of("sh", "-c", script),
                folder,
                Map.of(),
                folder.resolve("log"),
                ChildProgram.Ending.SIGNAL);
        return new Child(program, folder.resolve("pid"), timer, listener);
    }

    private long pid() throws Exception {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(limit);
            Thread.sleep(20);
        }
    }
}
