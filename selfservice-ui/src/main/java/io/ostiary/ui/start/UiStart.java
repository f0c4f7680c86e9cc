package io.ostiary.ui.start;

import io.ostiary.config.Configuration;
import io.ostiary.pages.start.PageStart;
import io.ostiary.pages.web.Assets;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.page.Frames;
import io.ostiary.ui.page.Pages;
import io.ostiary.ui.page.Problems;
import io.ostiary.ui.web.PageServer;
import io.ostiary.ui.web.UiSettings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Puts the pages together and serves them; in development starts the inbox beside them. */
@ApplicationScoped
class UiStart {

    private static final Logger LOG = Logger.getLogger(UiStart.class);

    private final Vertx vertx;
    private final Config properties;

    UiStart(Vertx vertx, Config properties) {
        this.vertx = vertx;
        this.properties = properties;
    }

    void open(@Observes Router router) {
        PageStart start = new PageStart(properties);
        start.start(configuration -> serve(router, configuration, start.api(configuration, "public")));
    }

    private void serve(Router router, Configuration configuration, String apiUrl) {
        UiSettings settings = UiSettings.of(configuration, folder(properties.getValue("ostiary.config", String.class)));
        Assets assets = assets(settings.brand());
        Frames frames = new Frames(settings, assets);
        Problems problems = new Problems(frames);
        Pages pages = new Pages(new PublicApi(vertx, apiUrl), settings, frames, problems, Clock.systemUTC());
        new PageServer(settings, assets, new PageServer.Routing(pages::at, pages::takesForms, problems::status))
                .route(router);
        InboxStart.start(vertx, configuration);
        LOG.infof("pages at %s", settings.origin());
    }

    /** The shipped files and those of the operator's theme. */
    private static Assets assets(UiSettings.Brand brand) {
        Assets assets = new Assets(UiStart.class, "ui.css", "head.js", "ui.js", "icon.svg");
        brand.css().ifPresent(file -> assets.add(UiSettings.Brand.STYLE, file));
        brand.logo().ifPresent(file -> assets.add(brand.logoName(), file));
        return assets;
    }

    /** Folder of the file, or of the last of several. */
    private static Path folder(String files) {
        Path last = Path.of(files.substring(files.lastIndexOf(',') + 1)).toAbsolutePath();
        return last.resolveSibling("");
    }
}
