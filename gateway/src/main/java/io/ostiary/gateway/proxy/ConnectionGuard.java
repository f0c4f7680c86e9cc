package io.ostiary.gateway.proxy;

import io.netty.channel.ChannelPipeline;
import io.ostiary.gateway.route.Listener;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Looks at a new connection of a client: closes it when there are too many, and bounds what it may
 * send. Belongs to one event loop.
 */
final class ConnectionGuard implements Handler<HttpConnection> {

    /** The names that Vert.x gives to its own handlers. */
    private static final String DECODER = "httpDecoder";

    private static final String ENCODER = "httpEncoder";

    private final HttpServerOptions options;

    private final ClientLimits limits;

    private final Shared shared;

    private final ClientConnections connections;

    private final List<Network> trusted;

    private final Traffic.Tally tally;

    /**
     * @param trusted peers that speak for many clients
     */
    ConnectionGuard(
            HttpServerOptions options,
            ClientLimits limits,
            Shared shared,
            Listener listener,
            List<Network> trusted,
            Traffic.Tally tally) {
        this.options = options;
        this.limits = limits;
        this.shared = shared;
        this.connections = shared.connections(listener);
        this.trusted = trusted;
        this.tally = tally;
    }

    @Override
    public void handle(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        ClientConnections.Entry entry = connections.enter(address, Network.anyContains(trusted, address));
        if (entry != ClientConnections.Entry.ADMITTED) {
            tally.turnedAway(entry);
            connection.close();
            return;
        }
        connection.closeHandler(closed -> connections.leave(address));
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        // HTTP/2 has bounds of its own
        if (pipeline.get(DECODER) != null) {
            LingeringClose end = new LingeringClose();
            RequestDecoder decoder =
                    new RequestDecoder(options, limits, shared.budgets().requests(), end);
            pipeline.addFirst("lingeringClose", end);
            pipeline.replace(DECODER, DECODER, decoder);
            pipeline.addAfter(ENCODER, "answerWatch", new AnswerWatch(decoder));
        }
    }
}
