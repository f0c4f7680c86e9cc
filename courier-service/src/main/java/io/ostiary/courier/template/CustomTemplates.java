package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's own templates, read once at start: {@code
 * courier.templates.<kind>.<valid|invalid>} first, then files below {@code
 * courier.template_override_path}. They are written in the language of Go's templates, of which
 * {@link GoTemplate} says what is read here.
 */
@Startup
@Singleton
public class CustomTemplates {

    private static final String TEMPLATES = "courier.templates.";

    /**
     * Part of a letter, with its key below {@code courier.templates} and its file below the
     * override path.
     */
    private enum Part {
        SUBJECT("email.subject", "email.subject.gotmpl", false),
        TEXT("email.body.plaintext", "email.body.plaintext.gotmpl", false),
        HTML("email.body.html", "email.body.gotmpl", true),
        SMS("sms.body.plaintext", "sms.body.gotmpl", false);

        private final String key;
        private final String file;
        private final boolean escapes;

        Part(String key, String file, boolean escapes) {
            this.key = key;
            this.file = file;
            this.escapes = escapes;
        }
    }

    private final Map<String, GoTemplate> templates = new HashMap<>();

    /**
     * @throws ConfigurationException naming the key when a template can't be loaded or is not
     *     understood
     */
    CustomTemplates(Configuration configuration) {
        for (String type : TemplateNames.CUSTOMISABLE) {
            for (Part part : Part.values()) {
                load(configuration, type, part);
            }
        }
    }

    /** The subject, if the operator has written one. */
    public Optional<String> subject(String type, JsonNode data) {
        return draw(type, Part.SUBJECT, data);
    }

    /** The plain text of an email, if the operator has written one. */
    public Optional<String> text(String type, JsonNode data) {
        return draw(type, Part.TEXT, data);
    }

    /** The HTML of an email, if the operator has written one. */
    public Optional<String> html(String type, JsonNode data) {
        return draw(type, Part.HTML, data);
    }

    /** A text message to a phone, if the operator has written one. */
    public Optional<String> sms(String type, JsonNode data) {
        return draw(type, Part.SMS, data);
    }

    private Optional<String> draw(String type, Part part, JsonNode data) {
        return Optional.ofNullable(templates.get(name(type, part))).map(template -> template.render(data));
    }

    private void load(Configuration configuration, String type, Part part) {
        String key = TEMPLATES + TemplateNames.path(type, ".") + "." + part.key;
        Optional<String> url = configuration.optionalText(key);
        Optional<Path> file = configuration
                .optionalText("courier.template_override_path")
                .map(folder -> Path.of(folder, TemplateNames.path(type, "/"), part.file))
                .filter(Files::isRegularFile);
        try {
            if (url.isPresent()) {
                parse(type, part, configuration.resources().readText(url.get()), Map.of());
            } else if (file.isPresent()) {
                key = "courier.template_override_path";
                parse(type, part, Files.readString(file.get()), beside(file.get()));
            }
        } catch (IOException | GoTemplate.SyntaxException e) {
            throw new ConfigurationException(key, "names a template that can't be used: " + e.getMessage());
        }
    }

    private void parse(String type, Part part, String source, Map<String, String> others) {
        templates.put(name(type, part), GoTemplate.parse(source, part.escapes, others));
    }

    /** The templates of a letter's folder, which each may call by their file names. */
    private static Map<String, String> beside(Path file) throws IOException {
        Map<String, String> others = new HashMap<>();
        try (Stream<Path> files = Files.list(file.toAbsolutePath().resolveSibling(""))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String name = each.getFileName().toString();
                if (name.endsWith(".gotmpl")) {
                    others.put(name, Files.readString(each));
                }
            }
        }
        return others;
    }

    private static String name(String type, Part part) {
        return type + "/" + part.name();
    }

    /** How template types are called in the configuration and in folders. */
    private static final class TemplateNames {

        static final List<String> CUSTOMISABLE = List.of(
                "recovery_valid",
                "recovery_invalid",
                "recovery_code_valid",
                "recovery_code_invalid",
                "verification_valid",
                "verification_invalid",
                "verification_code_valid",
                "verification_code_invalid",
                "registration_code_valid",
                "login_code_valid",
                "verifiable_address_changed",
                "authenticator_key_added");

        /**
         * {@code recovery_code_valid} is {@code recovery_code.valid}; types without such an end
         * stay one word.
         */
        static String path(String type, String separator) {
            return type.replaceFirst("_(valid|invalid)$", separator + "$1");
        }
    }
}
