package io.ostiary.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Secrets that stand in an example and are known to everybody. */
final class Placeholders {

    private static final String MARK = "change-me";

    private Placeholders() {}

    /** What is wrong; empty when all is well. */
    static List<Problem> check(JsonNode tree) {
        List<Problem> problems = new ArrayList<>();
        for (String purpose : List.of("default", "cookie", "cipher", "pagination")) {
            JsonNode list = tree.path("secrets").path(purpose);
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).asText().toLowerCase(Locale.ROOT).startsWith(MARK)) {
                    problems.add(new Problem(
                            "secrets." + purpose + "." + i, "is the placeholder of an example; set a random text"));
                }
            }
        }
        return problems;
    }
}
