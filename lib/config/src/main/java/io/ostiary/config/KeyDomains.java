package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Domains of security keys and passkeys at which no browser ever uses one: a key belongs to a domain, and an IP address is none
 * (W3C Web Authentication, section 5.1.3). Without this people would find out, one by one.
 */
final class KeyDomains {

    private static final List<String> METHODS = List.of("webauthn", "passkey");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[.*|[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private KeyDomains() {}

    /** What is wrong with methods that are switched on; empty when all is well. */
    static List<Problem> check(JsonNode tree) {
        List<Problem> problems = new ArrayList<>();
        for (String method : METHODS) {
            JsonNode section = tree.at("/selfservice/methods/" + method);
            if (section.path("enabled").asBoolean()) {
                party(section.at("/config/rp"), "selfservice.methods." + method + ".config.rp", problems);
            }
        }
        return problems;
    }

    private static void party(JsonNode party, String path, List<Problem> problems) {
        id(party.path("id").asText(), path + ".id", problems);
        if (party.path("origin").isTextual()) {
            origin(party.path("origin").asText(), path + ".origin", problems);
        }
        JsonNode origins = party.path("origins");
        for (int i = 0; i < origins.size(); i++) {
            origin(origins.get(i).asText(), path + ".origins." + i, problems);
        }
    }

    private static void id(String id, String path, List<Problem> problems) {
        if (id.isEmpty()) {
            problems.add(new Problem(path, "is missing"));
        } else if (isAddress(id)) {
            problems.add(new Problem(
                    path, "is an IP address, at which browsers use no keys; take a name such as localhost"));
        } else if (id.contains(":") || id.contains("/")) {
            problems.add(new Problem(path, "is a domain such as example.org, without scheme and port"));
        }
    }

    private static void origin(String origin, String path, List<Problem> problems) {
        if (host(origin).filter(KeyDomains::isAddress).isPresent()) {
            problems.add(new Problem(
                    path,
                    "is at an IP address, at which browsers use no keys; take a name such as http://localhost:4455"));
        }
    }

    private static Optional<String> host(String origin) {
        return Address.parse(origin).map(Address::host);
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }
}
