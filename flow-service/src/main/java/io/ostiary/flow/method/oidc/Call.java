package io.ostiary.flow.method.oidc;

import io.ostiary.flow.http.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to a provider.
 *
 * @param headers by name; may hold secrets
 * @param body empty for {@code GET}; may hold secrets
 */
record Call(String method, String url, Map<String, String> headers, String body) {

    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    static Call get(String url) {
        return new Call("GET", url, JSON, "");
    }

    /** Reads something with an access token. */
    static Call bearing(String url, Tokens tokens) {
        return get(url).with("Authorization", "Bearer " + tokens.access());
    }

    /** Sends a form. */
    static Call form(String url, Map<String, String> fields) {
        return new Call("POST", url, JSON, encoded(fields)).with("Content-Type", "application/x-www-form-urlencoded");
    }

    /** Sends JSON. */
    static Call json(String url, String body) {
        return new Call("POST", url, JSON, body).with("Content-Type", "application/json;charset=UTF-8");
    }

    Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, url, all, body);
    }

    /** Fields in the form of a query. */
    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> Query.pair(each.getKey(), each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** An address with further parameters. */
    static String address(String url, Map<String, String> parameters) {
        return parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + encoded(parameters);
    }

    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
