package io.ostiary.gateway.proxy;

import io.ostiary.gateway.health.Readiness;
import io.ostiary.gateway.health.SuiteStatus;
import io.ostiary.gateway.metrics.SuiteMetrics;
import io.vertx.core.http.HttpServerRequest;

/** What the gateway answers itself, by path: metrics and health of the suite. */
record OwnAnswers(Readiness readiness, SuiteMetrics metrics, SuiteStatus status) {

    void answer(HttpServerRequest request, String path) {
        if (path.endsWith(SuiteMetrics.PATH)) {
            metrics.answer(request);
        } else if (path.endsWith(Readiness.PATH)) {
            readiness.answer(request);
        } else {
            status.answer(request);
        }
    }
}
