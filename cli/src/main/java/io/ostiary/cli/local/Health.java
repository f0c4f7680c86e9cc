package io.ostiary.cli.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a port whether it is ready. A bare socket does: the launcher asks often while everything
 * starts, and the JDK's HTTP client would cost it more than all the rest.
 */
final class Health {

    private static final int DEADLINE_MILLIS = 2_000;
    private static final String OK = "HTTP/1.1 200 ";

    private Health() {}

    /**
     * Whether {@code GET /health/ready} is answered with 200.
     *
     * @param tls whether TLS is spoken there
     */
    static boolean isReady(String host, int port, boolean tls) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), DEADLINE_MILLIS);
            socket.setSoTimeout(DEADLINE_MILLIS);
            if (!tls) {
                return isReady(socket, host, port);
            }
            try (SSLSocket secure = (SSLSocket) anyone().getSocketFactory().createSocket(socket, host, port, false)) {
                return isReady(secure, host, port);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isReady(Socket socket, String host, int port) throws IOException {
        String request = "GET /health/ready HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n".formatted(host, port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] head = socket.getInputStream().readNBytes(OK.length());
        return new String(head, StandardCharsets.US_ASCII).equals(OK);
    }

    /** Trusts whoever is there: the launcher started it, tells it nothing and learns one word from it. */
    private static SSLContext anyone() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Anyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Whether something listens there. */
    static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), DEADLINE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
