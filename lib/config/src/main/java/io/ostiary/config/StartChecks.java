package io.ostiary.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ostiary.config.ConfigurationException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what a configuration points to is there: schemas, templates, certificates, the mail
 * server's address. Services look again, and closer; who starts them all does it before, so that
 * the answer comes at once. Blocks, and may ask servers.
 */
public final class StartChecks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> FILES = List.of(
            "serve.public.tls.cert.path",
            "serve.public.tls.key.path",
            "serve.admin.tls.cert.path",
            "serve.admin.tls.key.path",
            "courier.smtp.client_cert_path",
            "courier.smtp.client_key_path");

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();

    private StartChecks(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Looks at everything.
     *
     * @throws ConfigurationException when something isn't there; the message has a line for each
     */
    public static void check(Configuration configuration) {
        StartChecks checks = new StartChecks(configuration);
        checks.files();
        checks.mailServer();
        checks.schemas();
        checks.templates(configuration.tree("courier.templates"), "courier.templates");
        if (!checks.problems.isEmpty()) {
            throw new ConfigurationException(checks.problems);
        }
    }

    private void files() {
        for (String key : FILES) {
            configuration
                    .optionalText(key)
                    .filter(path -> !path.isEmpty() && !Files.isReadable(Path.of(path)))
                    .ifPresent(path -> add(key, Files.exists(Path.of(path)) ? "may not be read" : "does not exist"));
        }
        configuration
                .optionalText("courier.template_override_path")
                .filter(path -> !path.isEmpty() && !Files.isDirectory(Path.of(path)))
                .ifPresent(path -> add("courier.template_override_path", "is no folder"));
    }

    private void mailServer() {
        String key = "courier.smtp.connection_uri";
        configuration
                .optionalSecret(key)
                .map(Secret::reveal)
                .filter(text -> !text.isEmpty() && Address.parse(text).isEmpty())
                .ifPresent(text -> add(key, "is not an address such as smtp://user:password@host:587/"));
    }

    private void schemas() {
        int count = configuration.tree("identity.schemas").size();
        for (int i = 0; i < count; i++) {
            String key = "identity.schemas." + i + ".url";
            byte[] schema = load(key, configuration.text(key));
            if (schema != null && !isObject(schema)) {
                add(key, "is not a JSON object");
            }
        }
    }

    private void templates(JsonNode place, String path) {
        place.properties().forEach(each -> templates(each.getValue(), path + "." + each.getKey()));
        if (place.isTextual()) {
            load(path, place.asText());
        }
    }

    private byte @Nullable [] load(String key, String url) {
        try {
            return configuration.resources().read(url);
        } catch (IOException e) {
            add(key, "can't be loaded: " + e.getMessage());
            return null;
        }
    }

    private static boolean isObject(byte[] text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree != null && tree.isObject();
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private void add(String key, String reason) {
        problems.add(new Problem(key, reason));
    }
}
