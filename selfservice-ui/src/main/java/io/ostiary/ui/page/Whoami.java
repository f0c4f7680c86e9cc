package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks whose session a visit has. */
final class Whoami {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final PublicApi api;
    private final Begin begin;
    private final Problems problems;

    Whoami(PublicApi api, Begin begin, Problems problems) {
        this.api = api;
        this.begin = begin;
        this.problems = problems;
    }

    /** Goes on with the session; without one to the login, which leads back here. */
    Uni<PageAnswer> require(Visit visit, Function<JsonNode, Uni<PageAnswer>> then) {
        return either(visit, then, () -> new PageAnswer.Redirect(begin.login(visit.path(), Map.of())));
    }

    /** Goes on with the session, or without one. */
    Uni<PageAnswer> either(Visit visit, Function<JsonNode, Uni<PageAnswer>> with, Supplier<PageAnswer> without) {
        return api.get("/sessions/whoami", visit.caller()).flatMap(answer -> {
            if (answer instanceof ApiAnswer.Answered answered) {
                if (answered.isSuccess()) {
                    return with.apply(answered.body()).map(each -> each.with(answered.setCookies()));
                }
                if (answered.status() == UNAUTHORIZED) {
                    return Uni.createFrom().item(without);
                }
                if (answered.status() == FORBIDDEN && answered.errorId().equals("session_aal2_required")) {
                    return Uni.createFrom()
                            .item(new PageAnswer.Redirect(begin.login(visit.path(), Map.of("aal", "aal2"))));
                }
            }
            return Uni.createFrom().item(problems.of(visit, answer));
        });
    }
}
