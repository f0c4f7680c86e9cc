package io.ostiary.suite;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Input that nobody means well by. One character of these texts stands for one byte. */
final class Poison {

    static final int MEBIBYTE = 1 << 20;

    /** JSON values, by name. */
    static final Map<String, String> VALUES = values();

    /** Whole bodies that are no JSON object, by name. */
    static final Map<String, byte[]> BODIES = bodies();

    /** Values of query parameters, encoded. */
    static final Map<String, String> QUERIES = queries();

    /** Values of path variables, encoded. */
    static final List<String> IDS = List.of(
            "not-an-id",
            "0",
            "-1",
            "01234567-89ab-4def-8123-456789abcdeg",
            "01234567-89ab-4def-8123-456789abcdef0",
            "%00",
            "a%00b",
            "%ff%fe",
            "%ed%a0%80",
            "%zz",
            "%",
            "%2e%2e",
            "..%2f..%2fetc",
            "a;b=c",
            "{id}",
            "'%22%3e",
            "a".repeat(3000));

    private Poison() {}

    /** JSON that is a list in a list and so on. */
    static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("NUL", "\"a\\u0000b\"");
        values.put("lone high surrogate", "\"\\ud800\"");
        values.put("lone low surrogate", "\"a\\udc00b\"");
        values.put("pair the wrong way", "\"\\udc00\\ud800\"");
        values.put("invalid UTF-8", "\"a\u00ffb\"");
        values.put("encoded surrogate", "\"\u00ed\u00a0\u0080\"");
        values.put("empty text", "\"\"");
        values.put("text of 100 kB", '"' + "x".repeat(100_000) + '"');
        values.put("control characters", "\"\\u0001\\u001b\\r\\n\\u007f\"");
        values.put("number", "42");
        values.put("huge number", "1e400");
        values.put("number of a billion digits", "1e999999999");
        values.put("null", "null");
        values.put("true", "true");
        values.put("list", "[1,null,\"a\"]");
        values.put("object", "{\"\":{\"a\":[]}}");
        values.put("object with odd names", "{\"a\\u0000\":1,\"\\ud800\":2}");
        values.put("1,000 levels", nested(1000));
        values.put("999 levels", nested(999));
        values.put("990 levels", nested(990));
        values.put("950 levels", nested(950));
        values.put("400 objects", "{\"a\":".repeat(400) + "1" + "}".repeat(400));
        return values;
    }

    private static Map<String, byte[]> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("nothing", new byte[0]);
        bodies.put("malformed", bytes("{\"method\": \"password\", "));
        bodies.put("no JSON", bytes("<xml/>"));
        bodies.put("list", bytes("[]"));
        bodies.put("list of lists", bytes("[[1],[null]]"));
        bodies.put("text", bytes("\"text\""));
        bodies.put("number", bytes("1e999999999"));
        bodies.put("null", bytes("null"));
        bodies.put("two values", bytes("{}{}"));
        bodies.put("NUL bytes", new byte[16]);
        bodies.put("invalid UTF-8", bytes("{\"method\":\"\u00ff\u00fe\"}"));
        bodies.put("UTF-16", "{}".getBytes(StandardCharsets.UTF_16));
        bodies.put("1,000 levels", bytes(nested(1000)));
        bodies.put("100,000 levels", bytes("[".repeat(100_000)));
        bodies.put("objects of 1,000 levels", bytes("{\"traits\":".repeat(1000)));
        return bodies;
    }

    /** An object in which every field of the contract's requests has that value. */
    static byte[] everywhere(String value) {
        String object = """
                {"method":$,"identifier":$,"password":$,"csrf_token":$,"code":$,"email":$,"token":$,
                "schema_id":$,"state":$,"external_id":$,"organization_id":$,"session_token":$,
                "recovery_address":$,"identity_id":$,"expires_in":$,"return_to":$,"flow_type":$,
                "traits":{"email":$,"name":$},"transient_payload":{"a":$},"identities":$,
                "credentials":{"password":{"config":{"password":$,"hashed_password":$}}},
                "metadata_public":$,"metadata_admin":$,"verifiable_addresses":$,"a.b":$,"traits.name":$}
                """;
        return bytes(object.replace("$", value));
    }

    /** An object of a length in bytes. */
    static byte[] objectOf(int length) {
        String object = "{\"method\":\"password\",\"metadata_public\":{\"a\":\"\"}}";
        String filling = "a".repeat(length - object.length());
        return bytes(object.replace("\"\"", '"' + filling + '"'));
    }

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("long", "x".repeat(6000));
        queries.put("minus one", "-1");
        queries.put("many digits", "9".repeat(40));
        queries.put("NUL", "%00");
        queries.put("invalid UTF-8", "%ff%fe");
        queries.put("encoded surrogate", "%ed%a0%80");
        queries.put("no encoding", "%zz");
        queries.put("cut encoding", "%");
        queries.put("empty", "");
        queries.put("quotes", "'%22%5c%3b--");
        queries.put("address", "http%3a%2f%2f%5b%3a%3a");
        queries.put("odd characters", "{a}|b^c`d");
        return queries;
    }
}
