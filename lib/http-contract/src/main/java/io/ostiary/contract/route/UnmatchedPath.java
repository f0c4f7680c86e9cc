package io.ostiary.contract.route;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.RoutingContext;

/**
 * One name in the metrics for all paths that are answered before an endpoint is found. Anybody can invent those, and each
 * would take one of the names that a meter may have.
 */
final class UnmatchedPath {

    /** The value of the label {@code uri}. */
    static final String NAME = "/unmatched";

    private UnmatchedPath() {}

    static void mark(RoutingContext context) {
        HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(NAME);
        }
    }
}
