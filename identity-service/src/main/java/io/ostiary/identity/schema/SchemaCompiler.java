package io.ostiary.identity.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.identity.address.EmailSyntax;
import io.ostiary.identity.address.Identifiers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes validators of identity schemas: draft 7 where a schema names no other, formats checked, and
 * the formats {@code tel} and {@code no-validate} besides the standard ones. References to other
 * documents are loaded through the configuration's resources.
 */
final class SchemaCompiler {

    private record Named(String name, Predicate<String> rule) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getMessageKey() {
            return "format";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            return rule.test(value);
        }
    }

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private static final List<Format> FORMATS = List.of(
            new Named("email", EmailSyntax::matches),
            new Named("tel", text -> Identifiers.phone(text).isPresent()),
            new Named("date", SchemaCompiler::isDate),
            new Named("uri", SchemaCompiler::isAbsoluteUri),
            new Named("no-validate", text -> true),
            // Draft 7 doesn't have these, so stored traits may hold anything there.
            new Named("uuid", text -> true),
            new Named("duration", text -> true));

    private static final Pattern REMOTE = Pattern.compile("(?:https?|base64)://", Pattern.CASE_INSENSITIVE);

    private final SchemaRegistry registry;

    SchemaCompiler(Configuration configuration) {
        Dialect dialect = Dialect.builder(Dialects.getDraft7())
                .formats(FORMATS)
                .keyword(new NonValidationKeyword(ExtensionKeyword.NAME))
                .build();
        this.registry = SchemaRegistry.withDefaultDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .regularExpressionFactory(new LinearPatterns())
                                .build())
                        .resourceLoaders(loaders -> loaders.add(iri -> load(configuration, iri.toString()))));
    }

    private static com.networknt.schema.resource.InputStreamSource load(Configuration configuration, String url) {
        return () -> {
            if (!mayReferTo(configuration, url)) {
                throw new UncheckedIOException(new IOException(
                        "it refers to " + url + ", which security.disallow_ref_in_identity_schemas forbids"));
            }
            try {
                return new ByteArrayInputStream(configuration.resources().read(url));
            } catch (IOException e) {
                throw new UncheckedIOException("a schema that is referred to can't be loaded: " + url, e);
            }
        };
    }

    /** Local files are what the switch protects. */
    private static boolean mayReferTo(Configuration configuration, String url) {
        boolean restricted = configuration
                .optionalBool("security.disallow_ref_in_identity_schemas")
                .orElse(false);
        return !restricted || REMOTE.matcher(url).lookingAt();
    }

    /**
     * Compiles a schema with all that it refers to.
     *
     * @param path the key of the configuration, for the message
     * @throws ConfigurationException when it is no valid schema
     */
    Schema compile(JsonNode source, String path) {
        try {
            Schema schema = source.hasNonNull("$id")
                    ? registry.getSchema(SchemaLocation.of(source.get("$id").asText()), source)
                    : registry.getSchema(source);
            schema.initializeValidators();
            return schema;
        } catch (SchemaException | UncheckedIOException | IllegalArgumentException e) {
            throw new ConfigurationException(path, "is not a usable JSON Schema: " + e.getMessage());
        }
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text, DATE);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
