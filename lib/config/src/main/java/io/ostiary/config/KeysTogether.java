package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;

/** Keys that mean nothing without each other: a certificate and its key. */
final class KeysTogether {

    private KeysTogether() {}

    /** What is wrong; empty when all is well. */
    static List<Problem> check(JsonNode tree) {
        List<Problem> problems = new ArrayList<>();
        for (String listener : List.of("public", "admin")) {
            tls(tree.at("/serve/" + listener + "/tls"), "serve." + listener + ".tls", problems);
        }
        JsonNode smtp = tree.at("/courier/smtp");
        if (isSet(smtp.path("client_cert_path")) != isSet(smtp.path("client_key_path"))) {
            problems.add(new Problem("courier.smtp", "client_cert_path and client_key_path need each other"));
        }
        return problems;
    }

    private static void tls(JsonNode tls, String path, List<Problem> problems) {
        boolean certificate = isGiven(tls.path("cert"));
        boolean key = isGiven(tls.path("key"));
        if (certificate != key) {
            problems.add(new Problem(path, "needs a certificate and a key"));
        }
        for (String part : List.of("cert", "key")) {
            if (isSet(tls.path(part).path("path")) && isSet(tls.path(part).path("base64"))) {
                problems.add(new Problem(path + "." + part, "has a path and base64; give one of them"));
            }
        }
    }

    private static boolean isGiven(JsonNode part) {
        return isSet(part.path("path")) || isSet(part.path("base64"));
    }

    private static boolean isSet(JsonNode text) {
        return text.isTextual() && !text.asText().isEmpty();
    }
}
