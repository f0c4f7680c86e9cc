package io.ostiary.gateway.health;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Answers {@code /admin/health}: that the gateway runs, what is wrong in the suite and since when, and how many keys of the
 * configuration are set that have no effect in this version. Which ones is said in a line each at start.
 */
public final class SuiteStatus {

    private final int configurationWarnings;

    private final SuiteWatch watch;

    /**
     * @param configurationWarnings how many keys
     * @param watch knows what is wrong
     */
    public SuiteStatus(int configurationWarnings, SuiteWatch watch) {
        this.configurationWarnings = configurationWarnings;
        this.watch = watch;
    }

    /** Answers GET and HEAD. */
    public void answer(HttpServerRequest request) {
        Buffer body = body(watch.troubles());
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method() == HttpMethod.HEAD) {
            request.response().end();
        } else {
            request.response().end(body);
        }
    }

    private Buffer body(List<Trouble> troubles) {
        JsonObject status = new JsonObject()
                .put("status", troubles.isEmpty() ? "ok" : "degraded")
                .put("configuration_warnings", configurationWarnings);
        if (!troubles.isEmpty()) {
            JsonArray problems = new JsonArray();
            troubles.forEach(each -> problems.add(told(each)));
            status.put("problems", problems);
        }
        return status.toBuffer();
    }

    private static JsonObject told(Trouble trouble) {
        JsonObject told = new JsonObject()
                .put("part", trouble.part())
                .put("what", trouble.what())
                .put("since", trouble.since().truncatedTo(ChronoUnit.SECONDS).toString());
        return trouble.reason() == null ? told : told.put("reason", trouble.reason());
    }
}
