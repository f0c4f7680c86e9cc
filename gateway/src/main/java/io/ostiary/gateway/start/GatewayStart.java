package io.ostiary.gateway.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.config.LogLevel;
import io.ostiary.config.origin.CrossOrigin;
import io.ostiary.config.process.ParentWatch;
import io.ostiary.gateway.health.SuiteWatch;
import io.ostiary.gateway.proxy.GatewaySettings;
import io.ostiary.gateway.proxy.ListenerVerticle;
import io.ostiary.gateway.proxy.Proofs;
import io.ostiary.gateway.proxy.ServiceAddresses;
import io.ostiary.gateway.proxy.Shared;
import io.ostiary.gateway.route.RouteTable;
import io.ostiary.tls.InternalListening;
import io.ostiary.tls.InternalTrust;
import io.ostiary.tls.TrustLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the ports at start and closes them at the end. */
@ApplicationScoped
class GatewayStart {

    private static final Logger LOG = Logger.getLogger(GatewayStart.class);

    private static final int START_SECONDS = 60;

    private final Vertx vertx;

    /** Tags what is registered with it; the one that is shown doesn't. */
    private final MeterRegistry registry;

    private final PrometheusMeterRegistry shown;

    private final Config properties;

    private @Nullable Shared shared;

    private Duration drainTimeout = Duration.ZERO;

    private @Nullable String deployment;

    GatewayStart(Vertx vertx, MeterRegistry registry, PrometheusMeterRegistry shown, Config properties) {
        this.vertx = vertx;
        this.registry = registry;
        this.shown = shown;
        this.properties = properties;
    }

    /** Opens the ports. What is wrong with the configuration is one line, and the end. */
    void open(@Observes StartupEvent event) throws Exception {
        try {
            start();
        } catch (ConfigurationException | IllegalStateException e) {
            refuse(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ConfigurationException wrong)) {
                throw e;
            }
            refuse(wrong);
        }
    }

    private static void refuse(Exception wrong) {
        if (wrong instanceof ConfigurationException configuration) {
            configuration.problems().forEach(each -> LOG.errorf("%s: %s", each.path(), each.reason()));
        } else {
            LOG.error(wrong.getMessage());
        }
        Quarkus.asyncExit(1);
    }

    private void start() throws Exception {
        boolean launched = properties
                .getOptionalValue("ostiary.end-with-parent", Boolean.class)
                .orElse(false);
        if (launched) {
            ParentWatch.start(Quarkus::asyncExit);
        }
        Configuration configuration = Configuration.loadWithoutSecrets(
                Path.of(properties.getValue("ostiary.config", String.class)), System.getenv());
        LogLevel.apply(configuration);
        GatewaySettings settings = GatewaySettings.of(configuration);
        drainTimeout = settings.drainTimeout();
        ServiceAddresses services = addresses();
        SuiteWatch watch = new SuiteWatch(vertx, services, Clock.systemUTC());
        Shared counted = new Shared(
                settings, Proofs.of(property("ostiary.keys").orElse(null), Clock.systemUTC()), watch, registry);
        registry.gauge(
                "ostiary.configuration.warnings", configuration.warnings().size());
        if (!launched) {
            // The launcher of a local stack has told them already.
            configuration.warnings().forEach(LOG::warn);
            new CrossOrigin(configuration).warnings().forEach(LOG::warn);
        }
        shared = counted;
        RouteTable routes = RouteTable.shipped();
        deployment = vertx.deployVerticle(
                        () -> new ListenerVerticle(configuration, services, routes, shown::scrape, counted),
                        new DeploymentOptions().setInstances(settings.instances()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_SECONDS, TimeUnit.SECONDS);
        watch.start();
        LOG.infof(
                "public at %s, admin at %s",
                configuration.text("serve.public.base_url"), configuration.text("serve.admin.base_url"));
    }

    private ServiceAddresses addresses() {
        return ServiceAddresses.of(
                name -> property(name).orElse(null),
                InternalListening.files(this::property)
                        .map(files -> new InternalTrust(files, new TrustLog(LOG::error))));
    }

    private Optional<String> property(String name) {
        return properties.getOptionalValue(name, String.class);
    }

    void close(@Observes ShutdownEvent event) throws Exception {
        if (deployment != null && shared != null) {
            if (!shared.drain().begin(drainTimeout)) {
                LOG.warnf("requests were cut off after %s", drainTimeout);
            }
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        }
    }
}
