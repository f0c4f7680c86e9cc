package io.ostiary.pages.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.LogLevel;
import io.ostiary.config.process.ParentWatch;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Starts a process that serves pages. It reads {@code ostiary.config}, the file, and {@code ostiary.end-with-parent},
 * whether the process ends with its launcher.
 *
 * @param properties what the process is told by its environment
 */
public record PageStart(Config properties) {

    private static final Logger LOG = Logger.getLogger(PageStart.class);

    /** Reads the configuration and hands it on. What is wrong with it is one line, and the end. */
    public void start(Consumer<Configuration> pages) {
        try {
            if (properties
                    .getOptionalValue("ostiary.end-with-parent", Boolean.class)
                    .orElse(false)) {
                ParentWatch.start(Quarkus::asyncExit);
            }
            Configuration configuration = Configuration.loadWithoutSecrets(
                    Path.of(properties.getValue("ostiary.config", String.class)), System.getenv());
            LogLevel.apply(configuration);
            pages.accept(configuration);
        } catch (ConfigurationException e) {
            e.problems().forEach(each -> LOG.errorf("%s: %s", each.path(), each.reason()));
            Quarkus.asyncExit(1);
        }
    }

    /**
     * Address of a port of the API as this process reaches it, without a slash at its end: where the launcher says
     * ({@code ostiary.<port>-api.url}), or by the address that the configuration gives it.
     *
     * @param port {@code public} or {@code admin}
     */
    public String api(Configuration configuration, String port) {
        return properties
                .getOptionalValue("ostiary." + port + "-api.url", String.class)
                .orElseGet(() -> configuration.text("serve." + port + ".base_url"))
                .replaceFirst("/+$", "");
    }
}
