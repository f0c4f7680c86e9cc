package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.node.Flow;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fetches the flow that a visit names, and decides what to do when it can't be had. */
final class Flows {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final PublicApi api;
    private final Begin begin;
    private final Problems problems;

    Flows(PublicApi api, Begin begin, Problems problems) {
        this.api = api;
        this.begin = begin;
        this.problems = problems;
    }

    Begin begin() {
        return begin;
    }

    /** Draws the flow; without one in the address a new one is begun. */
    Uni<PageAnswer> show(FlowKind kind, Visit visit, Function<Flow, PageAnswer> drawing) {
        Optional<String> id = visit.query("flow");
        if (id.isEmpty()) {
            return Uni.createFrom().item(begin.first(kind, visit));
        }
        String path = "/self-service/" + kind.word() + "/flows?id=" + Begin.encoded(id.get());
        return api.get(path, visit.caller()).map(answer -> drawn(kind, visit, answer, drawing));
    }

    private PageAnswer drawn(FlowKind kind, Visit visit, ApiAnswer answer, Function<Flow, PageAnswer> drawing) {
        if (!(answer instanceof ApiAnswer.Answered answered)) {
            return problems.of(visit, answer);
        }
        if (answered.isSuccess()) {
            return drawing.apply(Flow.of(kind.word(), answered.body()))
                    .with(answered.setCookies())
                    .with(Begin.shown(visit));
        }
        Optional<String> elsewhere = text(answered.body(), "/redirect_browser_to");
        if (elsewhere.isPresent() && answered.status() != GONE) {
            return new PageAnswer.Redirect(elsewhere.get());
        }
        return switch (answered.status()) {
            case UNAUTHORIZED -> new PageAnswer.Redirect(begin.login(visit.path(), Map.of()));
            case FORBIDDEN, NOT_FOUND, GONE -> again(kind, visit, answered);
            default -> problems.of(visit, answered);
        };
    }

    private PageAnswer again(FlowKind kind, Visit visit, ApiAnswer.Answered answered) {
        boolean foreign = answered.status() == FORBIDDEN;
        boolean noCookie = !visit.hasCookieLike("csrf_token") && !visit.hasCookieLike("__HOST-csrf_token");
        if ((foreign && noCookie) || begin.isLoop(visit)) {
            return problems.noCookies(visit, begin.address(kind, visit));
        }
        Map<String, String> kept = new HashMap<>();
        text(answered.body(), "/error/details/return_to").ifPresent(each -> kept.put("return_to", each));
        return begin.again(kind, visit, kept, answered.status() == GONE ? "expired" : foreign ? "" : "gone");
    }

    private static Optional<String> text(JsonNode body, String place) {
        JsonNode value = body.at(place);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }
}
