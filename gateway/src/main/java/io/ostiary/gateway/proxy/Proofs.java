package io.ostiary.gateway.proxy;

import io.ostiary.config.proof.ListenerProof;
import io.ostiary.config.proof.ProofKeys;
import io.ostiary.gateway.route.Listener;
import io.ostiary.gateway.route.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What proves to each service that a request comes from the gateway. Safe for all threads. */
public final class Proofs {

    private final Map<Target, ListenerProof> byService = new EnumMap<>(Target.class);

    private Proofs(Path folder, Clock clock) {
        for (Target service : Target.values()) {
            if (service != Target.GATEWAY) {
                String name = service.name().toLowerCase(Locale.ROOT);
                byService.put(service, new ListenerProof(name, ProofKeys.read(folder, name), clock));
            }
        }
    }

    /**
     * Reads the keys that the gateway shares with each service.
     *
     * @param folder as {@code OSTIARY_KEYS} names it, or null
     * @throws IllegalStateException with one line, when one is missing
     */
    public static Proofs of(@Nullable String folder, Clock clock) {
        if (folder == null || folder.isEmpty()) {
            throw new IllegalStateException("OSTIARY_KEYS names no folder: the services would refuse every request");
        }
        return new Proofs(Path.of(folder), clock);
    }

    String make(Target service, Listener listener, String clientAddress) {
        return Objects.requireNonNull(byService.get(service)).make(listener.wireName(), clientAddress);
    }
}
