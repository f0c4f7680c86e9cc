package io.ostiary.tls;

import io.ostiary.config.ConfigurationException;
import io.ostiary.config.tls.InternalTls;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Has Quarkus listen with TLS and nothing else, at the port for requests and at that for health and metrics, where {@code
 * OSTIARY_INTERNAL_TLS_CA}, {@code …_CERT} and {@code …_KEY} are set. Files that can't be used, and addresses of services that
 * don't go with them, end the process with one line.
 */
public final class InternalListening implements ConfigSourceFactory {

    private static final List<String> SERVICES = List.of("identity", "session", "flow", "courier");

    /** Above application.properties, below variables. */
    private static final int PRIORITY = 275;

    private static final String BUCKET = "quarkus.tls.internal.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        try {
            Map<String, String> properties = properties(name -> value(context, name), Instant.now());
            return properties.isEmpty()
                    ? List.of()
                    : List.of(new PropertiesConfigSource(properties, InternalTls.SECTION, PRIORITY));
        } catch (ConfigurationException wrong) {
            wrong.problems().forEach(each -> System.err.println(each));
            // Nothing is open yet, and an orderly exit would wait for a start that never comes.
            Runtime.getRuntime().halt(1);
            throw wrong;
        }
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(PRIORITY);
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(text -> !text.isEmpty());
    }

    /**
     * What Quarkus is told; nothing without TLS.
     *
     * @param configured the properties of this process
     * @throws ConfigurationException when the files or the addresses can't be used
     */
    static Map<String, String> properties(Function<String, Optional<String>> configured, Instant now) {
        Optional<InternalTls> tls = files(configured);
        requireAddresses(configured, tls.isPresent());
        tls.ifPresent(files -> check(files, configured, now));
        return tls.map(files -> Map.of(
                        BUCKET + "key-store.pem.0.cert",
                        files.cert().toString(),
                        BUCKET + "key-store.pem.0.key",
                        files.key().toString(),
                        BUCKET + "trust-store.pem.certs",
                        files.ca().toString(),
                        "quarkus.http.tls-configuration-name",
                        "internal",
                        "quarkus.http.insecure-requests",
                        "disabled",
                        "quarkus.http.ssl-port",
                        "${quarkus.http.port}",
                        "quarkus.management.tls-configuration-name",
                        "internal"))
                .orElse(Map.of());
    }

    /** The files of this process; empty without TLS. */
    public static Optional<InternalTls> files(Function<String, Optional<String>> configured) {
        return InternalTls.of(
                configured.apply("ostiary.internal-tls.ca"),
                configured.apply("ostiary.internal-tls.cert"),
                configured.apply("ostiary.internal-tls.key"));
    }

    private static void check(InternalTls files, Function<String, Optional<String>> configured, Instant now) {
        files.check(now);
        configured
                .apply("ostiary.service")
                .flatMap(self -> configured.apply("ostiary." + self + ".url"))
                .map(URI::create)
                .map(URI::getHost)
                .ifPresent(files::requireName);
    }

    private static void requireAddresses(Function<String, Optional<String>> configured, boolean tls) {
        for (String service : SERVICES) {
            for (String property : List.of("ostiary." + service + ".url", "ostiary." + service + ".management.url")) {
                configured.apply(property).ifPresent(url -> requireScheme(property, url, tls));
            }
        }
    }

    private static void requireScheme(String property, String url, boolean tls) {
        if (tls != url.toLowerCase(Locale.ROOT).startsWith("https://")) {
            throw new ConfigurationException(
                    property.replace('.', '_').toUpperCase(Locale.ROOT),
                    tls
                            ? "has to begin with https://, for ostiary.internal_tls is set"
                            : "begins with https://, but ostiary.internal_tls is not set");
        }
    }
}
