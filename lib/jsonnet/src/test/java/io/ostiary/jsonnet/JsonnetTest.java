package io.ostiary.jsonnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonnetTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonnetBounds BOUNDS =
            new JsonnetBounds(1, 4, Duration.ofSeconds(4), Duration.ofSeconds(60), 64, 1 << 20);

    private Jsonnet jsonnet;

    @BeforeAll
    void start() {
        jsonnet = new Jsonnet(BOUNDS);
    }

    @AfterAll
    void stop() {
        jsonnet.close();
    }

    @Test
    void answersAFunctionOfItsContext() throws IOException {
        assertThat(evaluate(Program.ofContext(
                        "function(ctx) { id: ctx.flow.id, n: 2.5, l: [1, null, true] }",
                        json("{\"flow\":{\"id\":\"x\"}}"))))
                .isEqualTo(new Evaluated.Value(json("{\"id\":\"x\",\"l\":[1,null,true],\"n\":2.5}")));
    }

    @Test
    void answersAProgramOfExternals() throws IOException {
        assertThat(evaluate(
                        Program.withExternals("std.extVar('claims') + { a: 1 }", Map.of("claims", json("{\"b\":2}")))))
                .isEqualTo(new Evaluated.Value(json("{\"a\":1,\"b\":2}")));
    }

    @Test
    void tellsTheErrorThatAProgramRaises() {
        assertThat(text("error 'cancel'"))
                .isInstanceOfSatisfying(
                        Evaluated.Failed.class,
                        failed -> assertThat(failed.why()).contains("cancel"));
        assertThat(text("{ a: ")).isInstanceOf(Evaluated.Failed.class);
        assertThat(text("std.extVar('nothing')")).isInstanceOf(Evaluated.Failed.class);
    }

    @Test
    void importsNothing() {
        for (String program : List.of(
                "import '/etc/passwd'",
                "importstr '/etc/passwd'",
                "importbin '/etc/passwd'",
                "import 'prelude.libsonnet'")) {
            assertThat(text(program)).as(program).isInstanceOf(Evaluated.Failed.class);
        }
    }

    @Test
    void endsAnEndlessProgramAndGoesOn() {
        assertThat(text("local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(60)"))
                .isEqualTo(new Evaluated.TooSlow());
        assertThat(text("1 + 1"))
                .isEqualTo(new Evaluated.Value(MAPPER.getNodeFactory().numberNode(2)));
    }

    @Test
    void outlivesAProgramThatWantsAllMemory() {
        assertThat(text("std.length(std.repeat('0123456789', 1000000000))")).isNotInstanceOf(Evaluated.Value.class);
        assertThat(text("1 + 1")).isInstanceOf(Evaluated.Value.class);
    }

    @Test
    void refusesAnOutputOfAHundredMegabytes() {
        assertThat(text("[std.repeat('0123456789', 10000) for i in std.range(1, 1000)]"))
                .isInstanceOf(Evaluated.Failed.class);
        assertThat(text("1 + 1")).isInstanceOf(Evaluated.Value.class);
    }

    @Test
    void outlivesARecursionWithoutEnd() {
        assertThat(text("local f(n) = 1 + f(n + 1); f(0)")).isNotInstanceOf(Evaluated.Value.class);
        assertThat(text("1 + 1")).isInstanceOf(Evaluated.Value.class);
    }

    /** The nineteenth field of {@code stat} is the nice value, the third is the first after the name (proc_pid_stat(5)). */
    @Test
    @EnabledOnOs(OS.LINUX)
    void givesWayToOthers() throws IOException {
        assertThat(text("1 + 1")).isInstanceOf(Evaluated.Value.class);

        List<Long> children =
                ProcessHandle.current().children().map(ProcessHandle::pid).toList();
        assertThat(children).isNotEmpty();
        for (long child : children) {
            String stat = Files.readString(Path.of("/proc/" + child + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            assertThat(Integer.parseInt(fields[16])).as("nice value").isEqualTo(10);
        }
    }

    @Test
    void letsOnlySoManyWait() {
        String slow = "local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(60)";
        List<CompletableFuture<Evaluated>> all = new ArrayList<>();
        try (Jsonnet small =
                new Jsonnet(new JsonnetBounds(1, 2, Duration.ofMillis(200), Duration.ofSeconds(60), 64, 1 << 20))) {
            for (int i = 0; i < 8; i++) {
                all.add(small.evaluate(Program.withExternals(slow, Map.of())).subscribeAsCompletionStage());
            }
            List<Evaluated> results = all.stream().map(CompletableFuture::join).toList();

            assertThat(results).contains(new Evaluated.Busy()).contains(new Evaluated.TooSlow());
        }
    }

    private Evaluated text(String program) {
        return evaluate(Program.withExternals(program, Map.of()));
    }

    private Evaluated evaluate(Program program) {
        return jsonnet.evaluate(program).await().indefinitely();
    }

    private static JsonNode json(String text) throws IOException {
        return MAPPER.readTree(text);
    }
}
