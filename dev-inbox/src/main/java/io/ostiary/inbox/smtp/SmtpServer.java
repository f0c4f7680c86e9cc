package io.ostiary.inbox.smtp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.function.Function;

/** Accepts connections of mail clients. */
public final class SmtpServer {

    private static final int IDLE_SECONDS = 60;
    private static final int MOST_CONNECTIONS = 100;

    private final NetServer server;
    private final boolean implicitTls;
    private final Function<Envelope, Future<Void>> receiver;
    private int connections;

    /**
     * @param certificate what it shows of itself with TLS
     * @param implicitTls whether TLS begins with the connection; else by STARTTLS
     * @param receiver takes each mail
     */
    public SmtpServer(
            Vertx vertx,
            PemKeyCertOptions certificate,
            boolean implicitTls,
            Function<Envelope, Future<Void>> receiver) {
        this.implicitTls = implicitTls;
        this.receiver = receiver;
        this.server = vertx.createNetServer(new NetServerOptions()
                .setSsl(implicitTls)
                .setKeyCertOptions(certificate)
                .setIdleTimeout(IDLE_SECONDS));
        server.connectHandler(this::accept);
    }

    /** Listens; gives the port. */
    public Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(NetServer::actualPort);
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return server.close();
    }

    private void accept(NetSocket socket) {
        if (connections >= MOST_CONNECTIONS) {
            socket.write("421 too many connections\r\n").onComplete(done -> socket.close());
            return;
        }
        connections++;
        socket.closeHandler(closed -> connections--);
        new SmtpSession(socket, !implicitTls, receiver).begin();
    }
}
