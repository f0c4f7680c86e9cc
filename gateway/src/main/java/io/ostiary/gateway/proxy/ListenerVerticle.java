package io.ostiary.gateway.proxy;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ostiary.config.Configuration;
import io.ostiary.config.origin.CrossOrigin;
import io.ostiary.gateway.health.Readiness;
import io.ostiary.gateway.health.SuiteStatus;
import io.ostiary.gateway.metrics.SuiteMetrics;
import io.ostiary.gateway.proxy.Exchange.Gate;
import io.ostiary.gateway.route.Listener;
import io.ostiary.gateway.route.RouteTable;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All ports on one event loop. Several instances share the ports. */
public final class ListenerVerticle extends AbstractVerticle {

    /** Requests of one HTTP/2 connection at once. */
    private static final int STREAMS = 32;

    private static final int LONGEST_LINE_BYTES = 16 * 1024;

    private final Configuration configuration;

    private final ServiceAddresses services;

    private final RouteTable routes;

    private final Supplier<String> ownMetrics;

    private final Shared shared;

    /**
     * @param ownMetrics the gateway's metrics in the text format of Prometheus
     * @param shared what all instances count together
     */
    public ListenerVerticle(
            Configuration configuration,
            ServiceAddresses services,
            RouteTable routes,
            Supplier<String> ownMetrics,
            Shared shared) {
        this.configuration = configuration;
        this.services = services;
        this.routes = routes;
        this.ownMetrics = ownMetrics;
        this.shared = shared;
    }

    @Override
    public void start(Promise<Void> started) {
        GatewaySettings settings = GatewaySettings.of(configuration);
        Upstreams upstreams = new Upstreams(vertx, settings, services);
        Future.all(Port.of(configuration).stream()
                        .map(port -> listen(port, settings, upstreams))
                        .toList())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private OwnAnswers ownAnswers(Listener listener) {
        return new OwnAnswers(
                new Readiness(vertx, services, routes.services(listener)),
                new SuiteMetrics(vertx, services, ownMetrics),
                new SuiteStatus(configuration.warnings().size(), shared.watch()));
    }

    private Future<HttpServer> listen(Port port, GatewaySettings settings, Upstreams upstreams) {
        Listener listener = port.listener();
        long bodyLimit = listener.isPublic() ? settings.publicBodyLimit() : settings.adminBodyLimit();
        Traffic.Tally tally = shared.traffic().tally();
        List<Network> trusted = trustedNetworks();
        CrossOriginHeaders crossOrigin = new CrossOriginHeaders(new CrossOrigin(configuration), listener);
        Gatekeeper gatekeeper = new Gatekeeper(
                vertx,
                new Gate(
                        listener,
                        bodyLimit,
                        settings.formLimit(),
                        shared.budgets(),
                        upstreams,
                        shared.proofs(),
                        crossOrigin,
                        tally),
                routes,
                ownAnswers(listener),
                new ClientAddress(trusted, configuration.optionalText("ostiary.serve.client_address_header")),
                shared.drain(),
                settings);
        HttpServerOptions options = serverOptions(port, settings.clients());
        return vertx.createHttpServer(options)
                .connectionHandler(new ConnectionGuard(options, settings.clients(), shared, listener, trusted, tally))
                .requestHandler(gatekeeper)
                .invalidRequestHandler(request -> refuse(request, crossOrigin, tally))
                .listen();
    }

    /**
     * Answers what is not HTTP, or too much of it; where the next request would begin is unknown.
     */
    private static void refuse(HttpServerRequest request, CrossOriginHeaders crossOrigin, Traffic.Tally tally) {
        GatewayAnswer answer = switch (request.decoderResult().cause()) {
            case RefusedRequest refused -> refused.answer();
            case TooLongHttpLineException line -> GatewayAnswer.ADDRESS_TOO_LONG;
            case TooLongHttpHeaderException header -> GatewayAnswer.HEADERS_TOO_LARGE;
            case null, default -> GatewayAnswer.MALFORMED;
        };
        tally.refused(answer);
        crossOrigin.permit(request);
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        answer.send(request.response());
        request.response().close();
    }

    private List<Network> trustedNetworks() {
        return configuration.list("ostiary.serve.trusted_proxies").stream()
                .map(Network::parse)
                .toList();
    }

    private HttpServerOptions serverOptions(Port port, ClientLimits limits) {
        String section = port.section();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(configuration.text(section + ".host"))
                .setPort(configuration.integer(section + ".port"))
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) GatewaySettings.CLIENT_IDLE.toSeconds())
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxInitialLineLength(LONGEST_LINE_BYTES);
        TlsFiles.of(configuration, section + ".tls")
                .ifPresent(files -> options.setSsl(true)
                        .setKeyCertOptions(files)
                        .setUseAlpn(true)
                        .setSslHandshakeTimeout(limits.headerTimeout().toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setInitialSettings(new Http2Settings()
                                .setMaxConcurrentStreams(STREAMS)
                                .setMaxHeaderListSize(limits.headerBytes())));
        return options;
    }
}
