package io.ostiary.contract.route;

import io.ostiary.config.proof.ListenerProof;
import io.ostiary.config.proof.ProofKeys;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which listener a request came through. Only the gateway can say so: without its {@link
 * ListenerProof} the header is somebody's claim, and the request comes through none.
 */
@Singleton
class ListenerCheck {

    private final Optional<ListenerProof> proof;

    /**
     * @param service this service's name, such as {@code identity}
     * @param keys folder of the keys; without it no request comes through a listener
     */
    ListenerCheck(
            @ConfigProperty(name = "ostiary.service") Optional<String> service,
            @ConfigProperty(name = "ostiary.keys") Optional<String> keys,
            Clock clock) {
        this.proof = service.flatMap(name ->
                keys.map(folder -> new ListenerProof(name, ProofKeys.read(Path.of(folder), name), clock)));
    }

    /** The listener; null where none is proved. */
    @Nullable
    Listener listener(HttpServerRequest request) {
        Listener claimed = Listener.of(request.getHeader(Listener.HEADER));
        boolean proved = claimed != null
                && proof.isPresent()
                && proof.get()
                        .holds(
                                request.getHeader(ListenerProof.HEADER),
                                claimed.wireName(),
                                request.getHeader(Inbound.CLIENT_ADDRESS));
        return proved ? claimed : null;
    }
}
