package io.ostiary.pages.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Style, script and pictures, each under a name with a hash of its content: kept by browsers for ever. */
public final class Assets {

    private static final int HASH_BYTES = 6;
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webp", "image/webp");

    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    private record Asset(String type, Buffer plain, Buffer zipped) {}

    /**
     * Reads shipped files.
     *
     * @param beside a class of the module that ships them
     * @param names names in its folder {@code /assets}
     */
    public Assets(Class<?> beside, String... names) {
        for (String name : names) {
            add(name, shipped(beside, name));
        }
    }

    /**
     * Adds a file of the operator's.
     *
     * @throws UncheckedIOException when it can't be read
     */
    public void add(String name, Path file) {
        try {
            add(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** Where a shipped file is served. */
    public String path(String name) {
        return Objects.requireNonNull(paths.get(name), name);
    }

    /** Where a file is served, if there is one by that name. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(paths.get(name));
    }

    /** Serves a file; false when there is none at this path. */
    boolean serve(RoutingContext context) {
        Asset asset = byPath.get(context.normalizedPath());
        if (asset == null) {
            return false;
        }
        HttpServerResponse response = context.response();
        response.putHeader("Content-Type", asset.type());
        response.putHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.putHeader("Vary", "Accept-Encoding");
        String accepted = context.request().getHeader("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader("Content-Encoding", "gzip");
            response.end(asset.zipped());
        } else {
            response.end(asset.plain());
        }
        return true;
    }

    private void add(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        String path = "/assets/" + name.substring(0, dot) + "." + hash(content) + name.substring(dot);
        String type = TYPES.getOrDefault(name.substring(dot + 1), "application/octet-stream");
        paths.put(name, path);
        byPath.put(path, new Asset(type, Buffer.buffer(content), Buffer.buffer(zipped(content))));
    }

    private static byte[] shipped(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream("/assets/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
