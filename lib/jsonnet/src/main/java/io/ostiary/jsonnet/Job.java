package io.ostiary.jsonnet;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A program that waits for its turn.
 *
 * @param result also ended, by a cancellation, when nobody waits for it any more
 */
record Job(
        String text,
        Map<String, String> externals,
        Map<String, String> arguments,
        CompletableFuture<Evaluated> result) {}
