package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kept HTTP/1.1 connection to a port of this machine, over which requests go that a proper
 * client would refuse to send.
 */
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean open = true;

    public RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    /**
     * A request.
     *
     * @param method any word
     * @param target path and query as they go over the wire
     * @param headers header lines without Host and Content-Length
     * @param body bytes, or {@code null} for none
     */
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {}

    /** A request with a JSON body. */
    public static Request json(String method, String target, JsonNode body) {
        var headers = Map.of("Content-Type", "application/json", "Accept", "application/json");
        return new Request(method, target, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer.
     *
     * @param headers names in lower case; of several lines of one name the last
     * @param cookies the values of all lines {@code Set-Cookie}
     */
    public record Answer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The body, or a missing node where it is no JSON. */
        public JsonNode json() {
            try {
                return header("content-type").startsWith("application/json")
                        ? Http.JSON.readTree(body)
                        : MissingNode.getInstance();
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text(), e);
            }
        }
    }

    /** Whether another request may be sent. */
    public boolean isOpen() {
        return open;
    }

    /** Sends a request and reads its answer. */
    public Answer send(Request request) throws IOException {
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(socket.getPort()).append("\r\n");
        request.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        byte[] body = request.body() == null ? new byte[0] : request.body();
        if (request.body() != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length);
        // One character, one byte: so a test can send any byte in a header.
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        out.write(all.toByteArray());
        out.flush();
        Answer answer = read(request.method());
        open = !answer.header("connection").equalsIgnoreCase("close");
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer read(String method) throws IOException {
        int status;
        Map<String, String> headers;
        List<String> cookies = new ArrayList<>();
        do {
            status = Integer.parseInt(line().split(" ")[1]);
            headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1).strip();
                headers.put(name, value);
                if (name.equals("set-cookie")) {
                    cookies.add(value);
                }
            }
        } while (status < 200);
        boolean bodyless = method.equals("HEAD") || status == 204 || status == 304;
        return new Answer(status, headers, cookies, bodyless ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length")));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            int size;
            do {
                size = Integer.parseInt(line().split(";")[0].strip(), 16);
                all.writeBytes(exactly(size));
                line();
            } while (size > 0);
        } else {
            all.writeBytes(in.readAllBytes());
            headers.put("connection", "close");
        }
        return all.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended inside a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended inside a head");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
