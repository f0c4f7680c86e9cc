package io.ostiary.gateway.proxy;

import io.netty.util.AsciiString;
import io.ostiary.gateway.proxy.Exchange.Gate;
import io.ostiary.gateway.route.RequestPath;
import io.ostiary.gateway.route.RequestTarget;
import io.ostiary.gateway.route.RouteTable;
import io.ostiary.gateway.route.Target;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at a request that came in at a listener and decides who answers it. */
final class Gatekeeper implements Handler<HttpServerRequest> {

    /** RFC 9745: the day on which the contract's next version came out, 5 May 2021. */
    private static final CharSequence DEPRECATED_SINCE = AsciiString.cached("@1620172800");

    private static final CharSequence DEPRECATION = AsciiString.cached("Deprecation");

    /** Those of RFC 9110, section 9, and of RFC 5789. */
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS,
            HttpMethod.TRACE,
            HttpMethod.CONNECT);

    private final HttpDate date = new HttpDate();

    private final Vertx vertx;

    private final Gate gate;

    private final RouteTable routes;

    private final OwnAnswers own;

    private final ClientAddress clientAddress;

    private final Drain drain;

    private final long bodyTimeoutMillis;

    /** Of HTTP/1 the decoder keeps it. */
    private final int fieldLimit;

    Gatekeeper(
            Vertx vertx,
            Gate gate,
            RouteTable routes,
            OwnAnswers own,
            ClientAddress clientAddress,
            Drain drain,
            GatewaySettings settings) {
        this.vertx = vertx;
        this.gate = gate;
        this.routes = routes;
        this.own = own;
        this.clientAddress = clientAddress;
        this.drain = drain;
        this.fieldLimit = settings.clients().headerFields();
        this.bodyTimeoutMillis = settings.clients().bodyTimeout().toMillis();
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.DATE, date.at(System.currentTimeMillis()));
        if (gate.crossOrigin().answersPreflight(request)) {
            return;
        }
        gate.crossOrigin().permit(request);
        if (gate.listener().isOlder()) {
            request.response().putHeader(DEPRECATION, DEPRECATED_SINCE);
        }
        if (isTurnedAway(request)) {
            return;
        }
        drain.enter();
        request.response().endHandler(ended -> drain.leave());
        String uri = originForm(request.uri());
        String readable = uri == null ? null : RequestTarget.readable(uri);
        if (uri == null || readable == null || !hasReadableHost(request)) {
            new BodyDrain(request).then(() -> GatewayAnswer.MALFORMED.send(request.response()));
            return;
        }
        route(request, uri, readable);
    }

    /** Whether the gateway ends, or the request has more fields than are taken; it is answered then. */
    private boolean isTurnedAway(HttpServerRequest request) {
        if (drain.hasBegun()) {
            gate.tally().refused(GatewayAnswer.ENDING);
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            new BodyDrain(request).then(() -> GatewayAnswer.ENDING.send(request, request.uri()));
            return true;
        }
        if (request.version() == HttpVersion.HTTP_2 && hasTooManyFields(request)) {
            gate.tally().refused(GatewayAnswer.HEADERS_TOO_LARGE);
            GatewayAnswer.HEADERS_TOO_LARGE.send(request.response());
            return true;
        }
        return false;
    }

    /** Vert.x gives the number of their names as their size, however often each comes. */
    private boolean hasTooManyFields(HttpServerRequest request) {
        int count = 0;
        for (var each = request.headers().iterator(); each.hasNext() && count <= fieldLimit; each.next()) {
            count++;
        }
        return count > fieldLimit;
    }

    private void route(HttpServerRequest request, String uri, String readable) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (RequestPath.isForbidden(path)) {
            new BodyDrain(request).then(() -> GatewayAnswer.sendNotFound(request.response()));
            return;
        }
        if (!METHODS.contains(request.method())) {
            new BodyDrain(request).then(() -> GatewayAnswer.sendMethodNotAllowed(request.response()));
            return;
        }
        Target target = target(request, path);
        if (target == Target.GATEWAY) {
            own.answer(request, path);
        } else {
            handOn(request, target, readable);
        }
    }

    /** One host, if any, that can stand in an address (RFC 9112, section 3.2). */
    private static boolean hasReadableHost(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return request.authority() == null
                    || HostName.isReadable(request.authority().toString());
        }
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        return hosts.isEmpty() || hosts.size() == 1 && HostName.isReadable(hosts.getFirst());
    }

    /** The service that the path names, if it names the same however it is read. */
    private Target target(HttpServerRequest request, String path) {
        Target target = routes.match(gate.listener(), path);
        if (target == Target.GATEWAY && !isRead(request.method())) {
            return Target.FLOW;
        }
        if (RequestPath.isTricky(path) && routes.match(gate.listener(), RequestPath.plain(path)) != target) {
            return Target.FLOW;
        }
        return target;
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private void handOn(HttpServerRequest request, Target target, String uri) {
        Exchange exchange = new Exchange(gate, request, target, uri, clientAddress.of(request));
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long bytes = length == null ? -1 : length(length);
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (bytes > gate.bodyLimitOf(uri)) {
            exchange.refuse(GatewayAnswer.BODY_TOO_LARGE);
        } else if (bytes <= 0 && !chunked) {
            exchange.startWithoutBody();
        } else {
            takeBody(request, exchange, chunked ? 0 : bytes);
        }
    }

    /**
     * @param length of the body; 0 when it isn't told
     */
    private void takeBody(HttpServerRequest request, Exchange exchange, long length) {
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
        long timer = vertx.setTimer(bodyTimeoutMillis, late -> {
            if (!request.isEnded()) {
                exchange.refuse(GatewayAnswer.BODY_LATE);
            }
        });
        request.response().endHandler(ended -> {
            drain.leave();
            exchange.release();
            vertx.cancelTimer(timer);
        });
        if (length == 0 || length > Exchange.BUFFERED_BYTES) {
            exchange.startWithLargeBody();
        } else {
            exchange.startWithSmallBody(length);
        }
    }

    private static long length(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Path and query as they came; of the absolute form (RFC 9112, section 3.2.2) what follows the
     * host; null when it is neither.
     */
    private static @Nullable String originForm(String target) {
        if (target.indexOf('#') >= 0) {
            return null;
        }
        if (target.startsWith("/")) {
            return target;
        }
        int authority = target.indexOf("://");
        if (authority < 0) {
            return null;
        }
        int path = target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }
}
