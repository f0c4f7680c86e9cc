package io.ostiary.console.start;

import io.ostiary.config.Configuration;
import io.ostiary.console.api.Api;
import io.ostiary.console.deed.Deeds;
import io.ostiary.console.entrance.Entrances;
import io.ostiary.console.form.OneTimeValues;
import io.ostiary.console.page.FrontDoor;
import io.ostiary.console.page.Pages;
import io.ostiary.console.page.Site;
import io.ostiary.console.web.PageServer;
import io.ostiary.console.web.ProviderDoor;
import io.ostiary.pages.start.PageStart;
import io.ostiary.pages.web.Assets;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the pages together and serves them. */
@ApplicationScoped
class ConsoleStart {

    private static final Logger LOG = Logger.getLogger(ConsoleStart.class);

    private final Vertx vertx;
    private final Config properties;
    private final ProviderTenant tenant;
    private final HttpAuthenticator authenticator;

    ConsoleStart(Vertx vertx, Config properties, ProviderTenant tenant, HttpAuthenticator authenticator) {
        this.vertx = vertx;
        this.properties = properties;
        this.tenant = tenant;
        this.authenticator = authenticator;
    }

    void open(@Observes Router router) {
        PageStart start = new PageStart(properties);
        start.start(configuration -> serve(router, configuration, start));
    }

    private void serve(Router router, Configuration configuration, PageStart start) {
        Clock clock = Clock.systemUTC();
        Assets assets = new Assets(ConsoleStart.class, "console.css", "console.js", "icon.svg");
        Site site = new Site(
                new Api(vertx, start.api(configuration, "admin")),
                new Api(vertx, start.api(configuration, "public")),
                new OneTimeValues<>(clock),
                new Deeds(clock),
                assets,
                clock);
        tenant.read(configuration);
        Entrances entrances = WaysIn.of(configuration, properties, clock);
        new PageServer(
                        assets,
                        entrances,
                        site.once(),
                        Pages.of(site),
                        entrances.provider().map(each -> new ProviderDoor(authenticator, each)),
                        pages -> new FrontDoor(site, entrances, vertx, pages))
                .route(router);
        LOG.info("the console serves");
    }
}
