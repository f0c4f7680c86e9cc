package io.ostiary.console.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.LogLevel;
import io.ostiary.console.api.Api;
import io.ostiary.console.deed.Deeds;
import io.ostiary.console.entrance.Entrances;
import io.ostiary.console.form.OneTimeValues;
import io.ostiary.console.page.FrontDoor;
import io.ostiary.console.page.Pages;
import io.ostiary.console.page.Site;
import io.ostiary.console.web.Assets;
import io.ostiary.console.web.PageServer;
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

/** Puts the pages together and serves them. */
@ApplicationScoped
class ConsoleStart {

    private static final Logger LOG = Logger.getLogger(ConsoleStart.class);

    /** As long as a page may wait for one answer of the API. */
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Config properties;

    ConsoleStart(Vertx vertx, Config properties) {
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
        Clock clock = Clock.systemUTC();
        Assets assets = new Assets();
        Site site = new Site(
                api(configuration, "admin"),
                api(configuration, "public"),
                new OneTimeValues<>(clock),
                new Deeds(clock),
                assets,
                clock);
        Entrances entrances = WaysIn.of(configuration, properties, clock);
        new PageServer(
                        assets,
                        entrances,
                        site.once(),
                        Pages.of(site),
                        pages -> new FrontDoor(site, entrances, vertx, pages))
                .route(router);
        LOG.info("the console serves");
    }

    /** A port of the suite, where the launcher says or by the address that the configuration gives it. */
    private Api api(Configuration configuration, String name) {
        String url = properties
                .getOptionalValue("ostiary." + name + "-api.url", String.class)
                .orElseGet(() -> configuration.text("serve." + name + ".base_url"));
        return new Api(vertx, url.replaceFirst("/+$", ""), DEADLINE);
    }
}
