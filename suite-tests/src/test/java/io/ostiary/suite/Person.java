package io.ostiary.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Somebody who uses the suite through its public port. */
public final class Person {

    private final String base;
    private final String email = "person." + UUID.randomUUID() + "@example.org";
    private final String password = UUID.randomUUID().toString();
    private String identity;
    private String verificationFlow;

    public Person(StackConfig config) {
        this.base = config.publicUrl();
    }

    public String email() {
        return email;
    }

    public String password() {
        return password;
    }

    /** The id that registration gave. */
    public String identity() {
        return identity;
    }

    /** Opens a registration flow and gives the address of its form. */
    public String beginRegistration() {
        return Http.get(base + "/self-service/registration/api").expect(200).text("/ui/action");
    }

    /** Sends the form of registration. */
    public Http.Answer submitRegistration(String action) {
        ObjectNode form = Http.JSON.createObjectNode();
        form.put("method", "password").put("password", password);
        form.putObject("traits").put("email", email);
        return Http.post(action, form);
    }

    public void register() {
        Http.Answer answer = submitRegistration(beginRegistration()).expect(200);
        identity = answer.text("/identity/id");
        answer.body().path("continue_with").forEach(each -> {
            if (each.path("action").asText().equals("show_verification_ui")) {
                verificationFlow = each.at("/flow/id").asText();
            }
        });
    }

    /** Sends the form of the verification that registration began. */
    public Http.Answer submitVerification(String code) {
        ObjectNode form = Http.JSON.createObjectNode().put("method", "code").put("code", code);
        return Http.post(base + "/self-service/verification?flow=" + verificationFlow, form);
    }

    public void verify(String code) {
        Http.Answer answer = submitVerification(code).expect(200);
        if (!answer.text("/state").equals("passed_challenge")) {
            throw new AssertionError("not verified: " + answer.body());
        }
    }

    /** Opens a login flow and gives the address of its form. */
    public String beginLogin() {
        return Http.get(base + "/self-service/login/api").expect(200).text("/ui/action");
    }

    /** Sends the form of login. */
    public Http.Answer submitLogin(String action) {
        ObjectNode form = Http.JSON.createObjectNode().put("method", "password");
        form.put("identifier", email).put("password", password);
        return Http.post(action, form);
    }

    /** Logs in and gives the session token. */
    public String logIn() {
        return submitLogin(beginLogin()).expect(200).text("/session_token");
    }

    public Http.Answer whoami(String token) {
        return Http.get(base + "/sessions/whoami", "X-Session-Token", token);
    }

    public void logOut(String token) {
        ObjectNode body = Http.JSON.createObjectNode().put("session_token", token);
        Http.delete(base + "/self-service/logout/api", body).expect(204);
    }
}
