package io.ostiary.flow.http;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Ids;
import io.ostiary.contract.trace.RequestTrace;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins flows: their id, lifespan, and the addresses that belong to them. */
@Singleton
public class FlowFactory {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Configuration configuration;
    private final ReturnAddresses addresses;
    private final Views views;
    private final Clock clock;

    FlowFactory(Configuration configuration, ReturnAddresses addresses, Views views, Clock clock) {
        this.configuration = configuration;
        this.addresses = addresses;
        this.views = views;
        this.clock = clock;
    }

    /**
     * A flow that the client asks for.
     *
     * @throws io.ostiary.contract.problem.ProblemException when its return_to isn't allowed
     */
    public Flow begin(FlowKind kind, FlowType type, ClientRequest request) {
        addresses.check(request.generation(), request.query("return_to"));
        Flow flow = begin(request.generation(), kind, type, request.url());
        flow.setReturnTo(request.query("return_to"));
        return flow;
    }

    /**
     * Checks an address to which a client wants to go on.
     *
     * @throws io.ostiary.contract.problem.ProblemException when it isn't allowed
     */
    public void checkReturn(ClientRequest request, @Nullable String address) {
        addresses.check(request.generation(), address);
    }

    /** A flow that another flow causes, with that one's address and generation. */
    public Flow begin(Generation generation, FlowKind kind, FlowType type, String requestUrl) {
        return begin(generation, kind, type, requestUrl, lifespan(kind));
    }

    /** A flow with a lifespan of its own. */
    public Flow begin(Generation generation, FlowKind kind, FlowType type, String requestUrl, Duration lifespan) {
        UUID id = Ids.ordered();
        Instant now = clock.instant();
        String action = addresses.ofPublic(generation, kind.path() + "?flow=" + id);
        RequestTrace.flow(id);
        Flow flow = new Flow(id, kind, type, requestUrl, now, now.plus(lifespan), action);
        flow.beganIn(generation);
        return flow;
    }

    /** The address with which a flow was begun that replaces an expired one. */
    public String requestUrlInPlaceOf(Flow expired, ClientRequest request) {
        return views.of(request).requestUrlInPlaceOf(expired, request);
    }

    /** Binds a browser's flow to the browser that begins it, without showing the token in its form. */
    public void bind(ClientRequest request, Flow flow) {
        if (!flow.isNative()) {
            flow.bindSilentlyTo(request.inbound().csrfToken());
        }
    }

    /** How long flows of that kind live. */
    public Duration lifespan(FlowKind kind) {
        return configuration
                .optionalDuration("selfservice.flows." + kind.wire() + ".lifespan")
                .orElse(AN_HOUR);
    }
}
