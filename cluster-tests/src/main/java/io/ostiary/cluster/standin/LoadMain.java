package io.ostiary.cluster.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends logins and whoami at a steady rate, however long answers take. Arguments: logins a second,
 * whoami a second, seconds. {@code GATEWAY} names the service. Prints {@code ready} when people are
 * registered, and at the end a line {@code WORK sent N failed N {what failed}} for each kind of work.
 */
public final class LoadMain {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PEOPLE = 20;
    private static final int MOST_AT_ONCE = 2_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String gateway = System.getenv("GATEWAY");
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

    /** How a kind of work went. */
    private static final class Tally {

        private final LongAdder sent = new LongAdder();
        private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();

        void failed(String how) {
            failures.computeIfAbsent(how, each -> new LongAdder()).increment();
        }

        String line(String work) {
            long bad = failures.values().stream().mapToLong(LongAdder::sum).sum();
            return "%s sent %d failed %d %s".formatted(work, sent.sum(), bad, failures);
        }
    }

    private record Person(String email, String password, String token) {}

    /** One request or more; ends normally when all were answered as they should be. */
    private interface Work {
        void run(Person person) throws IOException, InterruptedException;
    }

    private LoadMain() {}

    public static void main(String[] arguments) throws Exception {
        LoadMain load = new LoadMain();
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(
                    load.register("load." + System.nanoTime() + "@example.org", "a-password-of-" + System.nanoTime()));
        }
        System.out.println("ready");
        int seconds = Integer.parseInt(arguments[2]);
        Tally logins = new Tally();
        Tally checks = new Tally();
        try (var scheduler = Executors.newScheduledThreadPool(2);
                var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            load.begin(Integer.parseInt(arguments[0]), people, load::logIn, logins, scheduler, workers);
            load.begin(Integer.parseInt(arguments[1]), people, load::check, checks, scheduler, workers);
            // On this program's main thread, while the workers' threads make the load.
            Thread.sleep(Duration.ofSeconds(seconds));
            scheduler.shutdownNow();
        }
        System.out.println(logins.line("login"));
        System.out.println(checks.line("whoami"));
        System.exit(0);
    }

    private void begin(
            int rate,
            List<Person> people,
            Work work,
            Tally tally,
            java.util.concurrent.ScheduledExecutorService scheduler,
            java.util.concurrent.ExecutorService workers) {
        if (rate == 0) {
            return;
        }
        scheduler.scheduleAtFixedRate(
                () -> {
                    tally.sent.increment();
                    Person person = people.get((int) (tally.sent.sum() % people.size()));
                    if (!atOnce.tryAcquire()) {
                        tally.failed("too many at once");
                        return;
                    }
                    workers.execute(() -> attempt(person, work, tally));
                },
                0,
                TimeUnit.SECONDS.toNanos(1) / rate,
                TimeUnit.NANOSECONDS);
    }

    private void attempt(Person person, Work work, Tally tally) {
        try {
            work.run(person);
        } catch (IOException e) {
            tally.failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atOnce.release();
        }
    }

    private Person register(String email, String password) throws IOException, InterruptedException {
        ObjectNode form = JSON.createObjectNode().put("method", "password").put("password", password);
        form.putObject("traits").put("email", email);
        return new Person(
                email,
                password,
                submit("registration", form).path("session_token").asText());
    }

    private void logIn(Person person) throws IOException, InterruptedException {
        submit(
                "login",
                JSON.createObjectNode()
                        .put("method", "password")
                        .put("identifier", person.email())
                        .put("password", person.password()));
    }

    private void check(Person person) throws IOException, InterruptedException {
        send(request("/sessions/whoami").header("X-Session-Token", person.token()));
    }

    private JsonNode submit(String flow, ObjectNode form) throws IOException, InterruptedException {
        URI action = URI.create(
                send(request("/self-service/" + flow + "/api")).at("/ui/action").asText());
        return send(request(action.getRawPath() + "?" + action.getRawQuery())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(e.getClass().getSimpleName());
        }
        if (answer.statusCode() != 200) {
            boolean advised = answer.headers().firstValue("Retry-After").isPresent();
            throw new IOException(answer.statusCode() + (advised ? " with Retry-After" : ""));
        }
        return JSON.readTree(answer.body());
    }
}
