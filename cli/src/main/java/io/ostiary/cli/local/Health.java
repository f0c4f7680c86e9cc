package io.ostiary.cli.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a port whether it is ready. A bare socket does: the launcher asks often while everything
 * starts, and the JDK's HTTP client would cost it more than all the rest.
 */
final class Health {

    private static final int DEADLINE_MILLIS = 2_000;
    private static final String OK = "HTTP/1.1 200 ";

    private Health() {}

    /** Whether {@code GET /health/ready} is answered with 200. */
    static boolean isReady(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), DEADLINE_MILLIS);
            socket.setSoTimeout(DEADLINE_MILLIS);
            String request =
                    "GET /health/ready HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n".formatted(host, port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(OK.length());
            return new String(head, StandardCharsets.US_ASCII).equals(OK);
        } catch (IOException e) {
            return false;
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
