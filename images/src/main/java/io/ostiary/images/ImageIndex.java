package io.ostiary.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A manifest list over manifests that were pushed before: one name for all platforms. Jib makes
 * an index only of bases that a registry has, and not of archives.
 *
 * <p>Speaks the OCI distribution protocol with a name and password as Basic authentication; a
 * registry that wants a token first refuses it.
 */
final class ImageIndex {

    private static final String INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final ArrayNode manifests = JSON.createArrayNode();

    /**
     * @param repository registry and name, such as {@code registry.example.org/ostiary/gateway}
     */
    ImageIndex(String repository) {
        int slash = repository.indexOf('/');
        String host = repository.substring(0, slash);
        String scheme = host.matches("(localhost|127\\..*)(:\\d+)?") ? "http" : "https";
        base = "%s://%s/v2/%s/manifests/".formatted(scheme, host, repository.substring(slash + 1));
    }

    /** Adds what was pushed under a tag. */
    void add(String tag, String architecture) {
        byte[] manifest = send(request(tag).header("Accept", MANIFEST).GET(), 200);
        ObjectNode entry = manifests.addObject();
        entry.put("mediaType", MANIFEST)
                .put("digest", digest(manifest))
                .put("size", manifest.length)
                .putObject("platform")
                .put("architecture", architecture)
                .put("os", "linux");
    }

    /**
     * Pushes the index.
     *
     * @return its digest
     */
    String push(String tag) {
        JsonNode index = JSON.createObjectNode()
                .put("schemaVersion", 2)
                .put("mediaType", INDEX)
                .set("manifests", manifests);
        byte[] body = index.toString().getBytes(StandardCharsets.UTF_8);
        send(request(tag).header("Content-Type", INDEX).PUT(HttpRequest.BodyPublishers.ofByteArray(body)), 201);
        return digest(body);
    }

    private HttpRequest.Builder request(String tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + tag));
        String user = System.getenv("REGISTRY_USERNAME");
        String password = System.getenv("REGISTRY_PASSWORD");
        if (user != null && password != null) {
            String pair = user + ":" + password;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    private byte[] send(HttpRequest.Builder request, int expected) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != expected) {
                throw new ImageFailure("%s answered %d".formatted(answer.uri(), answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new ImageFailure(base + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageFailure("interrupted");
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
