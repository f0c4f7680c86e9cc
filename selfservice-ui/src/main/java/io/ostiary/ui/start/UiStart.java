package io.ostiary.ui.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.LogLevel;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.page.Frames;
import io.ostiary.ui.page.Pages;
import io.ostiary.ui.page.Problems;
import io.ostiary.ui.web.Assets;
import io.ostiary.ui.web.PageServer;
import io.ostiary.ui.web.UiSettings;
import io.quarkus.runtime.Quarkus;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the pages together and serves them; in development starts the inbox beside them. */
@ApplicationScoped
class UiStart {

    private static final Logger LOG = Logger.getLogger(UiStart.class);

    /** As long as a page may wait for the API. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Config properties;

    UiStart(Vertx vertx, Config properties) {
        this.vertx = vertx;
        this.properties = properties;
    }

    /** What is wrong with the configuration is one line, and the end. */
    void open(@Observes Router router) {
        try {
            start(router);
        } catch (ConfigurationException e) {
            e.problems().forEach(each -> LOG.errorf("%s: %s", each.path(), each.reason()));
            Quarkus.asyncExit(1);
        }
    }

    private void start(Router router) {
        if (properties
                .getOptionalValue("ostiary.end-with-parent", Boolean.class)
                .orElse(false)) {
            ParentWatch.start();
        }
        String file = properties.getValue("ostiary.config", String.class);
        Configuration configuration = Configuration.loadWithoutSecrets(Path.of(file), System.getenv());
        LogLevel.apply(configuration);
        UiSettings settings = UiSettings.of(configuration, folder(file));
        String apiUrl = properties
                .getOptionalValue("ostiary.public-api.url", String.class)
                .orElse(settings.publicUrl());
        Assets assets = new Assets(settings.brand());
        Frames frames = new Frames(settings, assets);
        Problems problems = new Problems(frames);
        Pages pages = new Pages(new PublicApi(vertx, apiUrl, DEADLINE), settings, frames, problems, Clock.systemUTC());
        new PageServer(settings, assets, new PageServer.Routing(pages::at, pages::takesForms, problems::status))
                .route(router);
        InboxStart.start(vertx, configuration);
        LOG.infof("pages at %s", settings.origin());
    }

    /** Folder of the file, or of the last of several. */
    private static Path folder(String files) {
        Path last = Path.of(files.substring(files.lastIndexOf(',') + 1)).toAbsolutePath();
        return last.resolveSibling("");
    }
}
