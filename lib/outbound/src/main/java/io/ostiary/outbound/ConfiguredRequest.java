package io.ostiary.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.Secret;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request as a section of the configuration describes it: {@code url}, {@code method} (POST where it says none), {@code
 * headers} and {@code auth} ({@code api_key} or {@code basic_auth}).
 *
 * @param headers without regard to case; those for authentication and {@code Content-Type} ({@code application/json} where
 *     none is set) are among them
 */
public record ConfiguredRequest(String url, HttpMethod method, Map<String, Secret> headers) {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * Reads a section.
     *
     * @throws ConfigurationException when the address is missing or the content type is neither JSON nor a form
     */
    public static ConfiguredRequest of(Configuration configuration, String path) {
        Map<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(CONTENT_TYPE, Secret.of(JSON));
        configuration
                .tree(path + ".headers")
                .properties()
                .forEach(each ->
                        headers.put(each.getKey(), Secret.of(each.getValue().asText())));
        authenticate(configuration, path + ".auth", headers);
        ConfiguredRequest request = new ConfiguredRequest(
                configuration.text(path + ".url"),
                HttpMethod.valueOf(configuration
                        .optionalText(path + ".method")
                        .orElse("POST")
                        .toUpperCase(Locale.ROOT)),
                headers);
        if (!request.isForm() && !request.contentType().equals(JSON)) {
            throw new ConfigurationException(
                    path + ".headers", "has a Content-Type that can't be written; it may be " + JSON + " or " + FORM);
        }
        return request;
    }

    private static void authenticate(Configuration configuration, String path, Map<String, Secret> headers) {
        String config = path + ".config.";
        switch (configuration.optionalText(path + ".type").orElse("")) {
            case "api_key" -> {
                String name = configuration.text(config + "name");
                Secret value = configuration.secret(config + "value");
                if (configuration.optionalText(config + "in").orElse("header").equals("cookie")) {
                    headers.put("Cookie", Secret.of(name + "=" + value.reveal()));
                } else {
                    headers.put(name, value);
                }
            }
            case "basic_auth" -> {
                String login = configuration.text(config + "user")
                        + ":"
                        + configuration.secret(config + "password").reveal();
                String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
                headers.put("Authorization", Secret.of("Basic " + encoded));
            }
            default -> {
                // no authentication
            }
        }
    }

    /** Method and headers. */
    public RequestOptions options() {
        RequestOptions options = new RequestOptions().setMethod(method).putHeader("User-Agent", "ostiary");
        headers.forEach((name, value) -> options.putHeader(name, value.reveal()));
        return options;
    }

    /**
     * A body in the form that {@code Content-Type} names.
     *
     * @throws IllegalArgumentException when it is to be a form and isn't an object of single values
     */
    public String write(JsonNode body) {
        return isForm() ? form(body) : body.toString();
    }

    private boolean isForm() {
        return contentType().equals(FORM);
    }

    /** Without parameters such as {@code charset}. */
    private String contentType() {
        return headers.getOrDefault(CONTENT_TYPE, Secret.of(""))
                .reveal()
                .replaceFirst(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String form(JsonNode body) {
        if (!body.isObject()
                || body.properties().stream().anyMatch(each -> each.getValue().isContainerNode())) {
            throw new IllegalArgumentException("a form needs an object of single values");
        }
        return body.properties().stream()
                .map(each -> coded(each.getKey()) + "=" + coded(each.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
