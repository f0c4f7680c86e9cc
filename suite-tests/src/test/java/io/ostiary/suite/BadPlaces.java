package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests that are well but for one value, so that it gets as deep into the suite as it can. */
final class BadPlaces {

    private static final String PASSWORD = "a-long-enough-password-71";

    private final StackConfig config;
    private final BadInputProbe probe;
    private final String session;
    private final List<Place> places;
    private final List<String> tokens = new ArrayList<>();

    /**
     * A request with a place for a bad value.
     *
     * @param body JSON with {@code $} for the value and {@code #} for a text of its own
     */
    private record Place(boolean isPublic, String method, String target, String body) {}

    BadPlaces(StackConfig config, BadInputProbe probe, String session) {
        this.config = config;
        this.probe = probe;
        this.session = session;
        this.places = places();
    }

    /** Sends a value in every place. */
    void sendAll(String name, String value) {
        for (Place place : places) {
            String unique = UUID.randomUUID().toString();
            String body = place.body().replace("#", unique).replace("$", value);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("Accept", "application/json");
            if (place.target().contains("/settings")) {
                headers.put("X-Session-Token", session);
            }
            Answer answer = probe.send(
                    place.isPublic(),
                    name + " in " + place.body(),
                    new Request(place.method(), place.target(), headers, Poison.bytes(body)));
            keepToken(answer);
        }
    }

    /** The tokens of sessions that were given out. */
    List<String> tokens() {
        return tokens;
    }

    private void keepToken(Answer answer) {
        try {
            if (answer != null && answer.status() == 200) {
                JsonNode token = Http.JSON.readTree(answer.body()).path("session_token");
                if (token.isTextual()) {
                    tokens.add(token.asText());
                }
            }
        } catch (IOException e) {
            // The probe has noted it.
        }
    }

    private List<Place> places() {
        Person person = new Person(config);
        person.register();
        List<Place> all = new ArrayList<>();
        registration(all);
        login(all, person);
        recoveryAndVerification(all);
        settings(all);
        identities(all);
        oneIdentity(all, "/admin/identities/" + person.identity());
        other(all, person);
        return all;
    }

    private void registration(List<Place> all) {
        String target = flow("registration", null);
        String good = "\"method\":\"password\",\"password\":\"" + PASSWORD + "\"";
        String email = "\"email\":\"#@example.org\"";
        post(all, target, "{" + good + ",\"traits\":{" + email + ",\"name\":$}}");
        post(all, target, "{" + good + ",\"traits\":{\"email\":$}}");
        post(all, target, "{" + good + ",\"traits\":$}");
        post(all, target, "{" + good + ",\"traits\":{" + email + "},\"transient_payload\":$}");
        post(all, target, "{" + good + ",\"traits\":{" + email + "},\"unknown\":$}");
        post(all, target, "{\"method\":\"password\",\"password\":$,\"traits\":{" + email + "}}");
        post(all, target, "{\"method\":\"profile\",\"traits\":{" + email + ",\"name\":$}}");
        post(all, target, "{\"method\":$,\"traits\":{" + email + "}}");
        post(all, target, "{\"method\":\"code\",\"code\":$,\"traits\":{" + email + "}}");
    }

    private void login(List<Place> all, Person person) {
        String target = flow("login", null);
        String email = "\"identifier\":\"" + person.email() + "\"";
        post(all, target, "{\"method\":\"password\",\"identifier\":$,\"password\":\"x\"}");
        post(all, target, "{\"method\":\"password\"," + email + ",\"password\":$}");
        post(all, target, "{\"method\":\"code\",\"identifier\":$}");
        post(all, target, "{\"method\":\"code\"," + email + ",\"code\":$}");
        post(all, target, "{\"method\":\"totp\",\"totp_code\":$}");
        post(all, target, "{\"method\":\"lookup_secret\",\"lookup_secret\":$}");
        post(all, target, "{\"method\":$," + email + ",\"transient_payload\":$}");
    }

    private void recoveryAndVerification(List<Place> all) {
        for (String kind : List.of("recovery", "verification")) {
            String target = flow(kind, null);
            post(all, target, "{\"method\":\"code\",\"email\":$}");
            post(all, target, "{\"method\":\"code\",\"code\":$}");
            post(all, target, "{\"method\":\"link\",\"email\":$}");
            post(all, target, "{\"method\":\"link\",\"token\":$}");
            post(all, target, "{\"method\":$,\"transient_payload\":$}");
        }
    }

    private void settings(List<Place> all) {
        String target = flow("settings", session);
        post(all, target, "{\"method\":\"password\",\"password\":$}");
        post(all, target, "{\"method\":\"profile\",\"traits\":{\"email\":\"#@example.org\",\"name\":$}}");
        post(all, target, "{\"method\":\"profile\",\"traits\":$}");
        post(all, target, "{\"method\":\"totp\",\"totp_code\":$}");
        post(all, target, "{\"method\":$,\"transient_payload\":$}");
    }

    private static void identities(List<Place> all) {
        String good = "\"schema_id\":\"person\",\"traits\":{\"email\":\"#@example.org\"}";
        for (String field : List.of(
                "metadata_public",
                "metadata_admin",
                "external_id",
                "organization_id",
                "state",
                "schema_id",
                "credentials",
                "verifiable_addresses",
                "recovery_addresses")) {
            admin(all, "POST", "/admin/identities", "{" + good + ",\"" + field + "\":$}");
        }
        for (String more : List.of(
                "\"metadata_public\":{\"a\":$}",
                "\"metadata_admin\":{\"a\":$}",
                "\"credentials\":{\"password\":{\"config\":{\"password\":$}}}",
                "\"credentials\":{\"password\":{\"config\":{\"hashed_password\":$}}}",
                "\"credentials\":{\"oidc\":{\"config\":{\"providers\":[{\"subject\":$,\"provider\":$}]}}}",
                "\"verifiable_addresses\":[{\"value\":$,\"via\":\"email\",\"status\":\"pending\"}]",
                "\"verifiable_addresses\":[{\"value\":\"#@example.org\",\"via\":$,\"status\":$}]",
                "\"recovery_addresses\":[{\"value\":$,\"via\":\"email\"}]")) {
            admin(all, "POST", "/admin/identities", "{" + good + "," + more + "}");
        }
        admin(all, "POST", "/admin/identities", "{\"schema_id\":\"person\",\"traits\":$}");
        String name = "{\"email\":\"#@example.org\",\"name\":$}";
        admin(all, "POST", "/admin/identities", "{\"schema_id\":\"person\",\"traits\":" + name + "}");
        admin(all, "PATCH", "/admin/identities", "{\"identities\":$}");
        admin(all, "PATCH", "/admin/identities", "{\"identities\":[$]}");
        admin(all, "PATCH", "/admin/identities", "{\"identities\":[{\"patch_id\":$,\"create\":{" + good + "}}]}");
        admin(
                all,
                "PATCH",
                "/admin/identities",
                "{\"identities\":[{\"create\":{" + good + ",\"metadata_public\":$}}]}");
    }

    private static void oneIdentity(List<Place> all, String target) {
        String good = "\"schema_id\":\"person\",\"state\":\"active\"";
        String name = "\"traits\":{\"email\":\"#@example.org\",\"name\":$}";
        String email = "\"traits\":{\"email\":\"#@example.org\"}";
        admin(all, "PUT", target, "{" + good + "," + name + "}");
        admin(all, "PUT", target, "{" + good + "," + email + ",\"metadata_public\":{\"a\":$}}");
        admin(all, "PUT", target, "{" + good + "," + email + ",\"external_id\":$}");
        admin(all, "PUT", target, "{\"schema_id\":\"person\",\"state\":$," + email + "}");
        admin(all, "PUT", target, "{\"schema_id\":$,\"state\":\"active\"," + email + "}");
        for (String patch : List.of(
                "{\"op\":\"add\",\"path\":\"/metadata_public\",\"value\":$}",
                "{\"op\":\"add\",\"path\":\"/traits/name\",\"value\":$}",
                "{\"op\":\"replace\",\"path\":\"/state\",\"value\":$}",
                "{\"op\":\"replace\",\"path\":$,\"value\":1}",
                "{\"op\":$,\"path\":\"/traits/name\",\"value\":\"a\"}",
                "{\"op\":\"add\",\"path\":\"/metadata_public/" + "a/".repeat(200) + "b\",\"value\":$}",
                "{\"op\":\"add\",\"path\":\"/metadata_public/" + "a/".repeat(5000) + "b\",\"value\":$}",
                "{\"op\":\"move\",\"from\":$,\"path\":\"/metadata_public\"}",
                "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/metadata_public/a/$\"}")) {
            admin(all, "PATCH", target, "[" + patch + "]");
        }
        admin(all, "PATCH", target, "$");
    }

    private static void other(List<Place> all, Person person) {
        String owner = "\"identity_id\":\"" + person.identity() + "\"";
        admin(all, "POST", "/admin/sessions", "{\"identity_id\":$}");
        for (String kind : List.of("code", "link")) {
            String target = "/admin/recovery/" + kind;
            admin(all, "POST", target, "{\"identity_id\":$}");
            admin(all, "POST", target, "{" + owner + ",\"expires_in\":$}");
            admin(all, "POST", target, "{" + owner + ",\"flow_type\":$}");
        }
        String logout = "/self-service/logout/api";
        all.add(new Place(true, "DELETE", logout, "{\"session_token\":$}"));
    }

    private static void post(List<Place> all, String target, String body) {
        all.add(new Place(true, "POST", target, body));
    }

    private static void admin(List<Place> all, String method, String target, String body) {
        all.add(new Place(false, method, target, body));
    }

    private String flow(String kind, String token) {
        String url = config.publicUrl() + "/self-service/" + kind + "/api";
        Http.Answer answer = token == null ? Http.get(url) : Http.get(url, "X-Session-Token", token);
        return "/self-service/" + kind + "?flow=" + answer.expect(200).text("/id");
    }
}
