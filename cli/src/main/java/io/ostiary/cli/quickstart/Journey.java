package io.ostiary.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.cli.problem.CommandFailure;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One person's way: register, get a mail, verify by its code, log in, be recognised, log out, be
 * refused. Each step is printed as it happens, with what the consumer received because of it. One
 * instance is one person.
 */
public final class Journey {

    private static final Duration MAIL_LIMIT = Duration.ofSeconds(60);
    private static final Duration EVENT_LIMIT = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final int SHOWN_OF_TOKEN = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SuiteClient suite;
    private final Inbox inbox;
    private final EventFeed events;
    private final PrintStream out;
    private final String address = "ada." + random(4) + "@example.org";
    private final String password = random(12);
    private String identity = "";
    private String verificationFlow = "";
    private String code = "";
    private String token = "";
    private int steps;

    /**
     * @param publicUrl base address of the public port
     * @param inbox where the suite's mail arrives
     * @param events what others hear
     * @param out where the steps are told
     */
    public Journey(String publicUrl, Inbox inbox, EventFeed events, PrintStream out) {
        this.suite = new SuiteClient(publicUrl);
        this.inbox = inbox;
        this.events = events;
        this.out = out;
    }

    /** What a step does; gives what there is to tell of it. */
    @FunctionalInterface
    private interface Work {
        String run() throws InterruptedException;
    }

    /**
     * Walks it.
     *
     * @throws CommandFailure naming the step that failed
     */
    public void walk() throws InterruptedException {
        try (suite) {
            step("register", this::register);
            heard("identity.registered");
            step("mail arrives", this::awaitMail);
            step("verify by its code", this::verify);
            heard("identity.address_verified");
            step("log in", this::logIn);
            step("whoami", this::whoami);
            step("log out", this::logOut);
            step("the old token is refused", this::refused);
        }
    }

    private String register() throws InterruptedException {
        ObjectNode form = JSON.createObjectNode().put("method", "password").put("password", password);
        form.putObject("traits").put("email", address);
        var answer = submit("registration", form);
        identity = answer.text("/identity/id");
        for (JsonNode next : answer.body().path("continue_with")) {
            if (next.path("action").asText().equals("show_verification_ui")) {
                verificationFlow = next.at("/flow/id").asText();
            }
        }
        if (verificationFlow.isEmpty()) {
            throw new StepFailure("the answer names no verification flow");
        }
        return address + " is identity " + identity;
    }

    private String awaitMail() throws InterruptedException {
        Inbox.Mail mail = inbox.take(address, MAIL_LIMIT)
                .orElseThrow(() -> new StepFailure("none after " + MAIL_LIMIT.toSeconds() + " s"));
        Matcher digits = CODE.matcher(mail.text());
        if (!digits.find()) {
            throw new StepFailure("the mail has no code of six digits");
        }
        code = digits.group();
        return "\"" + mail.subject() + "\" with the code " + code;
    }

    private String verify() throws InterruptedException {
        var answer = suite.post(
                        "/self-service/verification?flow=" + verificationFlow,
                        JSON.createObjectNode().put("method", "code").put("code", code))
                .expect(200);
        String state = answer.text("/state");
        if (!state.equals("passed_challenge")) {
            throw new StepFailure("the flow is in state " + state);
        }
        return "flow " + verificationFlow + " " + state;
    }

    private String logIn() throws InterruptedException {
        ObjectNode form = JSON.createObjectNode()
                .put("method", "password")
                .put("identifier", address)
                .put("password", password);
        token = submit("login", form).text("/session_token");
        return "session token " + token.substring(0, SHOWN_OF_TOKEN) + "…";
    }

    private String whoami() throws InterruptedException {
        var answer = suite.get("/sessions/whoami", token).expect(200);
        String recognised = answer.text("/identity/id");
        if (!recognised.equals(identity)) {
            throw new StepFailure("the session is one of " + recognised);
        }
        return "session %s of %s".formatted(answer.text("/id"), answer.text("/identity/traits/email"));
    }

    private String logOut() throws InterruptedException {
        suite.delete("/self-service/logout/api", JSON.createObjectNode().put("session_token", token))
                .expect(204);
        return "204, no content";
    }

    private String refused() throws InterruptedException {
        return "401, " + suite.get("/sessions/whoami", token).expect(401).text("/error/reason");
    }

    private SuiteClient.Answer submit(String flow, ObjectNode form) throws InterruptedException {
        var started = suite.get("/self-service/" + flow + "/api", null).expect(200);
        return suite.post(started.text("/ui/action"), form).expect(200);
    }

    private void step(String name, Work work) throws InterruptedException {
        long start = System.nanoTime();
        steps++;
        String told;
        try {
            told = work.run();
        } catch (StepFailure e) {
            throw new CommandFailure("step %d, %s: %s".formatted(steps, name, e.getMessage()));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        out.printf("%2d  %-26s %s  (%d ms)%n", steps, name, told, millis);
    }

    private void heard(String type) throws InterruptedException {
        String line = events.take(type, identity, EVENT_LIMIT)
                .orElseThrow(() -> new CommandFailure("step %d: the consumer did not get %s after %d s"
                        .formatted(steps, type, EVENT_LIMIT.toSeconds())));
        out.printf("      the consumer received     %s%n", line);
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
