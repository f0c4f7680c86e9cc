package io.ostiary.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes, well formed or not. */
final class RawClient implements AutoCloseable {

    private final Socket socket = new Socket();

    RawClient(int port) throws IOException {
        this("127.0.0.1", port);
    }

    /** From an address of its own, such as 127.1.2.3. */
    RawClient(String from, int port) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(20_000);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends what may be refused meanwhile. */
    RawClient sendWhatIsTaken(String text) {
        try {
            return send(text);
        } catch (IOException e) {
            return this;
        }
    }

    /** All that comes until the server ends the connection. */
    String readAll() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException reset) {
            // what came before counts
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
