package io.ostiary.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Loads what the configuration points to: identity schemas, mappers, templates. Knows the schemes
 * {@code file}, {@code base64}, {@code http} and {@code https}. Blocks: call it at start or from a
 * worker thread.
 */
public final class Resources {

    /** The largest resource, in bytes. */
    public static final int LARGEST_BYTES = 1 << 20;

    /** How long a resource may take over the network, connecting included. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final String FILE = "file://";
    private static final String UNKNOWN_SERVER = "the name of the server is not known";

    private final Path directory;

    /**
     * @param directory where relative {@code file://} addresses start
     */
    public Resources(Path directory) {
        this.directory = directory;
    }

    /** Loads with relative paths from the working directory; see {@link #read}. */
    public static byte[] load(String url) throws IOException {
        return new Resources(Path.of("").toAbsolutePath()).read(url);
    }

    /** Like {@link #read}, as UTF-8 text. */
    public String readText(String url) throws IOException {
        return new String(read(url), StandardCharsets.UTF_8);
    }

    /**
     * Loads a resource.
     *
     * @throws IOException when the scheme is unknown, nothing is there, it is larger than {@link
     *     #LARGEST_BYTES} or takes longer than {@link #TIME_LIMIT}
     */
    public byte[] read(String url) throws IOException {
        if (url.startsWith("base64://")) {
            return decode(url.substring("base64://".length()));
        }
        if (url.startsWith(FILE)) {
            return readFile(url.substring(FILE.length()));
        }
        if (url.startsWith("http://") || url.startsWith("https://")) {
            return fetchInTime(url);
        }
        throw new IOException("only file://, base64://, http:// and https:// can be loaded");
    }

    private static byte[] decode(String text) throws IOException {
        try {
            String standard = text.strip().replace('-', '+').replace('_', '/');
            return limited(Base64.getDecoder().decode(standard));
        } catch (IllegalArgumentException e) {
            throw new IOException("the text after base64:// is not base64", e);
        }
    }

    private byte[] readFile(String name) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return limited(in.readNBytes(LARGEST_BYTES + 1));
        } catch (InvalidPathException e) {
            throw new IOException("is no path of a file", e);
        } catch (NoSuchFileException e) {
            boolean relative = !Path.of(name).isAbsolute();
            String where = relative ? " in " + directory.toAbsolutePath().normalize() : "";
            throw new IOException(name + " does not exist" + where, e);
        } catch (AccessDeniedException e) {
            throw new IOException(name + " may not be read by this user", e);
        } catch (FileSystemException e) {
            throw new IOException(name + " can't be read; is it a file?", e);
        }
    }

    /** The client's own time limit ends with the headers; this one holds for the body too. */
    private static byte[] fetchInTime(String url) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> fetched = threads.submit(() -> fetch(url));
            try {
                return fetched.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                fetched.cancel(true);
                throw new IOException("the answer took longer than " + TIME_LIMIT.toSeconds() + " s", e);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new IOException(said(cause), cause);
            } catch (InterruptedException e) {
                fetched.cancel(true);
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** Some of the client's exceptions have no message. */
    private static String said(Throwable cause) {
        return switch (cause) {
            case UnknownHostException e -> UNKNOWN_SERVER;
            case ConnectException e when e.getCause() instanceof UnresolvedAddressException -> UNKNOWN_SERVER;
            case ConnectException e -> "the server can't be reached";
            case HttpTimeoutException e -> "the server did not answer in time";
            case SSLException e -> "the server's certificate or encryption can't be used: " + e.getMessage();
            case IllegalArgumentException e -> "is not a well-formed address";
            default ->
                "loading failed: "
                        + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        };
    }

    private static byte[] fetch(String url) throws IOException, InterruptedException {
        URI uri = URI.create(url);
        return uri.getHost() == null ? fetchFromOddName(uri) : fetch(uri);
    }

    /** The JDK's newer client refuses host names with an underscore, as compose files give them. */
    private static byte[] fetchFromOddName(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) TIME_LIMIT.toMillis());
        connection.setReadTimeout((int) TIME_LIMIT.toMillis());
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("the server answered " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return limited(body.readNBytes(LARGEST_BYTES + 1));
            }
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] fetch(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIME_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(uri).timeout(TIME_LIMIT).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("the server answered " + response.statusCode());
                }
                return limited(body.readNBytes(LARGEST_BYTES + 1));
            }
        }
    }

    private static byte[] limited(byte[] content) throws IOException {
        if (content.length > LARGEST_BYTES) {
            throw new IOException("larger than " + LARGEST_BYTES + " bytes");
        }
        return content;
    }
}
