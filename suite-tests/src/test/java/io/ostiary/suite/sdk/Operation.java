package io.ostiary.suite.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An operation of the contract's OpenAPI document.
 *
 * @param id its {@code operationId}
 * @param method HTTP method
 * @param path path with variables in braces
 * @param listener port: {@code public} or {@code admin}
 * @param reach how the tests reach it
 */
record Operation(String id, String method, String path, String listener, Reach reach) {

    private static final String FILE = "/contract/operations.txt";

    /** How the tests reach an operation. */
    enum Reach {
        /** Through the reference's client. */
        CLIENT,
        /** By HTTP, as the client is older than the document. */
        PLAIN,
        /** Not at all: the feature is not there yet. */
        UNBUILT
    }

    /** All operations of the document. */
    static List<Operation> all() {
        try (InputStream in = Operation.class.getResourceAsStream(FILE)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> of(line.strip().split("\\s+")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operation with an id. */
    static Operation named(String id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static Operation of(String[] words) {
        return new Operation(words[0], words[1], words[2], words[3], Reach.valueOf(words[4].toUpperCase()));
    }

    /** Whether a request is a call of it. */
    boolean matches(String listener, String method, String path) {
        return this.listener.equals(listener)
                && this.method.equals(method)
                && Pattern.matches(this.path.replaceAll("\\{\\w+}", "[^/]+"), path);
    }

    /** The same at a path that is not in the contract. */
    Operation ofNobody() {
        return new Operation(id, method, path + "-of-nobody", listener, reach);
    }

    /** The path with a value in place of its variable. */
    String path(String value) {
        return path.replaceAll("\\{\\w+}", value);
    }
}
