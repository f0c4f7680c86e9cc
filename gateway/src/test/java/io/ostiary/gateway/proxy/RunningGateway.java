package io.ostiary.gateway.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.ostiary.config.Configuration;
import io.ostiary.config.proof.ProofKeys;
import io.ostiary.gateway.health.SuiteWatch;
import io.ostiary.gateway.metrics.ServiceTag;
import io.ostiary.gateway.route.RouteTable;
import io.ostiary.gateway.route.Target;
import io.ostiary.testkit.server.FreePorts;
import io.ostiary.tls.InternalTrust;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's ports in front of four services for tests. */
final class RunningGateway implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();

    final Map<Target, Backend> services = new EnumMap<>(Target.class);

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    final Drain drain;

    final Shared shared;

    final int publicPort = FreePorts.next();

    final int adminPort = FreePorts.next();

    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningGateway(String gatewaySection) throws IOException {
        this(gatewaySection, "");
    }

    /** With more lines of the configuration file. */
    RunningGateway(String gatewaySection, String more) throws IOException {
        this(gatewaySection, more, "");
    }

    /**
     * With the same TLS at both ports.
     *
     * @param tls such as {@code , tls: {…}}
     */
    RunningGateway(String gatewaySection, String more, String tls) throws IOException {
        this(gatewaySection, more, tls, "");
    }

    /**
     * With more keys of the public port.
     *
     * @param publicKeys such as {@code , cors: {…}}
     */
    RunningGateway(String gatewaySection, String more, String tls, String publicKeys) throws IOException {
        this(gatewaySection, more, tls, publicKeys, new Inside(new HttpServerOptions(), Optional.empty()));
    }

    /**
     * How the services speak.
     *
     * @param speak how they listen
     * @param trust whom the gateway trusts of them
     */
    record Inside(HttpServerOptions speak, Optional<InternalTrust> trust) {}

    /** With services that speak TLS. */
    RunningGateway(Inside inside) throws IOException {
        this("{}", "", "", "", inside);
    }

    private RunningGateway(String gatewaySection, String more, String tls, String publicKeys, Inside inside)
            throws IOException {
        Map<Target, SocketAddress> addresses = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            if (target != Target.GATEWAY) {
                Backend backend = new Backend(vertx, target.name(), inside.speak());
                services.put(target, backend);
                addresses.put(target, SocketAddress.inetSocketAddress(backend.port(), "127.0.0.1"));
            }
        }
        String yaml = """
                identity: {schemas: [{id: default, url: "base64://e30="}]}
                selfservice: {default_browser_return_url: "http://127.0.0.1/"}
                serve: {public: {host: 127.0.0.1, port: %d%s%s}, admin: {host: 127.0.0.1, port: %d%s}}
                ostiary: {gateway: %s}
                %s
                """.formatted(publicPort, tls, publicKeys, adminPort, tls, gatewaySection, more);
        Configuration configuration =
                Configuration.of((ObjectNode) new YAMLMapper().readTree(yaml), Map.of(), Path.of("."));
        registry.config().meterFilter(ServiceTag.ofTheGateway());
        ServiceAddresses there = new ServiceAddresses(addresses, addresses, inside.trust());
        shared = new Shared(
                GatewaySettings.of(configuration),
                Proofs.of(keys().toString(), Clock.systemUTC()),
                new SuiteWatch(vertx, there, Clock.systemUTC()),
                registry);
        drain = shared.drain();
        Waiting.on(vertx.deployVerticle(
                new ListenerVerticle(configuration, there, RouteTable.shipped(), registry::scrape, shared)));
    }

    /** New keys for all services. */
    static Path keys() throws IOException {
        Path folder = Files.createTempDirectory("ostiary-keys");
        for (String service : List.of("identity", "session", "flow", "courier")) {
            Files.writeString(ProofKeys.file(folder, service), ProofKeys.newLine());
        }
        return folder;
    }

    Backend service(Target target) {
        return services.get(target);
    }

    HttpResponse<String> getPublic(String path) throws IOException, InterruptedException {
        return send(publicRequest(path));
    }

    HttpResponse<String> getAdmin(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path)));
    }

    HttpRequest.Builder publicRequest(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + publicPort + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        Waiting.on(vertx.close());
    }
}
