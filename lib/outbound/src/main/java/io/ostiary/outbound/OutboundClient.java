package io.ostiary.outbound;

import io.ostiary.call.HttpCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Calls servers of others, within bounds. No redirect is followed. The name of a server is resolved here and the
 * connection goes to the address that was judged, while certificates are checked against the name.
 */
public final class OutboundClient implements AutoCloseable {

    private final Function<String, Uni<InetAddress>> names;
    private final OutboundRules rules;
    private final OutboundBounds bounds;
    private final HttpCalls calls;
    private final AtomicInteger underWay = new AtomicInteger();

    /** A client with its own connections. */
    public OutboundClient(Vertx vertx, OutboundRules rules, OutboundBounds bounds) {
        this(vertx, rules, bounds, host -> resolved(vertx, host));
    }

    OutboundClient(Vertx vertx, OutboundRules rules, OutboundBounds bounds, Function<String, Uni<InetAddress>> names) {
        this.names = names;
        this.rules = rules;
        this.bounds = bounds;
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) bounds.deadline().toMillis())
                .setMaxPoolSize(bounds.connections())
                .setMaxWaitQueueSize(bounds.calls());
        this.calls = new HttpCalls(vertx, options, bounds.largestAnswer());
    }

    private static Uni<InetAddress> resolved(Vertx vertx, String host) {
        return Uni.createFrom()
                .emitter(answer -> ((VertxInternal) vertx).resolveAddress(host, found -> {
                    if (found.succeeded()) {
                        answer.complete(found.result());
                    } else {
                        answer.fail(found.cause());
                    }
                }));
    }

    /** Calls a server, with the deadline of {@link OutboundBounds}. */
    public Uni<Outcome> send(String url, RequestOptions request, Buffer body) {
        return send(url, request, body, bounds.deadline());
    }

    /**
     * Calls a server.
     *
     * @param url with scheme {@code http} or {@code https}
     * @param request its method and headers
     * @param deadline for all of it, the question for the address included
     * @return on the caller's context where there is one; never fails
     */
    public Uni<Outcome> send(String url, RequestOptions request, Buffer body, Duration deadline) {
        return Uni.createFrom().deferred(() -> counted(url, request, body, deadline));
    }

    private Uni<Outcome> counted(String url, RequestOptions request, Buffer body, Duration deadline) {
        if (underWay.incrementAndGet() > bounds.calls()) {
            underWay.decrementAndGet();
            return Uni.createFrom().item(new Outcome.Busy());
        }
        return Uni.createFrom()
                .deferred(() -> sent(url, request, body, deadline))
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .recoverWithItem(Outcome.Failed::new)
                .onTermination()
                .invoke(underWay::decrementAndGet);
    }

    private Uni<Outcome> sent(String url, RequestOptions request, Buffer body, Duration deadline) {
        RequestOptions addressed = addressed(url, request);
        return names.apply(addressed.getHost()).chain(address -> {
            if (rules.refusePrivate(url) && PrivateAddresses.contain(address)) {
                return Uni.createFrom().<Outcome>item(new Outcome.Forbidden(addressed.getHost()));
            }
            addressed.setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, addressed.getPort())));
            return calls.send(addressed, body, deadline).map(OutboundClient::outcome);
        });
    }

    private static RequestOptions addressed(String url, RequestOptions request) {
        RequestOptions addressed =
                new RequestOptions(request).setAbsoluteURI(url).setFollowRedirects(false);
        if (!url.startsWith("http://") && !url.startsWith("https://")
                || addressed.getHost().isEmpty()) {
            throw new VertxException("no address of a server", true);
        }
        return addressed;
    }

    private static Outcome outcome(HttpCalls.Answer answer) {
        return answer.body() == null
                ? new Outcome.TooLong(answer.status())
                : new Outcome.Answered(answer.status(), answer.body());
    }

    @Override
    public void close() {
        calls.close();
    }
}
