package io.ostiary.contract.generation;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The generation of the contract that a request's client speaks; kept on the routing context. */
public final class Spoken {

    private static final String KEY = Spoken.class.getName();

    private Spoken() {}

    /** Notes it, once it is known by which listener the request came. */
    public static void keep(Generation generation, RoutingContext context) {
        context.put(KEY, generation);
    }

    /** The generation; the current one where the request came through no listener, or there is no request. */
    public static Generation in(@Nullable RoutingContext context) {
        Generation kept = context == null ? null : context.<Generation>get(KEY);
        return kept == null ? Generation.CURRENT : kept;
    }
}
