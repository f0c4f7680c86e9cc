package io.ostiary.console.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Style, script and icon, each under a name with a hash of its content: kept by browsers for ever. */
public final class Assets {

    private static final int HASH_BYTES = 6;

    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();

    private record Asset(String type, Buffer content) {}

    public Assets() {
        add("console.css", "text/css; charset=utf-8");
        add("console.js", "text/javascript; charset=utf-8");
        add("icon.svg", "image/svg+xml");
    }

    /** Where a file is served. */
    public String path(String name) {
        return Objects.requireNonNull(paths.get(name), name);
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
        response.end(asset.content());
        return true;
    }

    private void add(String name, String type) {
        byte[] content = shipped(name);
        int dot = name.lastIndexOf('.');
        String path = "/assets/" + name.substring(0, dot) + "." + hash(content) + name.substring(dot);
        paths.put(name, path);
        byPath.put(path, new Asset(type, Buffer.buffer(content)));
    }

    private static byte[] shipped(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
