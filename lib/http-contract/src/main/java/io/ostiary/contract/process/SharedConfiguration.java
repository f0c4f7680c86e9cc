package io.ostiary.contract.process;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.LogLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the file that all services share, once at start. */
@ApplicationScoped
public class SharedConfiguration {

    /**
     * The configuration.
     *
     * @throws ConfigurationException when the file is missing or a key in it is wrong
     */
    @Produces
    @Singleton
    public Configuration configuration(@ConfigProperty(name = "ostiary.config") Optional<String> file) {
        Configuration loaded = Configuration.load(
                Path.of(file.orElseThrow(
                        () -> new IllegalStateException("OSTIARY_CONFIG names no configuration file"))),
                System.getenv());
        LogLevel.apply(loaded);
        return loaded.requireSecrets();
    }
}
