package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.pages.api.ApiAnswer;
import io.ostiary.ui.api.PublicApi;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What went wrong in a flow, in words; what support needs is under <i>Details</i>. */
final class ErrorPage implements Page {

    private static final int OK = 200;

    private final PublicApi api;
    private final Frames frames;
    private final String parameter;

    /**
     * @param older whether the API speaks version 0.5 of the contract
     */
    ErrorPage(PublicApi api, Frames frames, boolean older) {
        this.api = api;
        this.frames = frames;
        this.parameter = older ? "error" : "id";
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        Optional<String> id = visit.query(parameter);
        if (id.isEmpty()) {
            return Uni.createFrom().item(page(visit, "", List.of()));
        }
        return api.get("/self-service/errors?" + parameter + "=" + Begin.encoded(id.get()), visit.caller())
                .map(answer -> shown(visit, id.get(), answer));
    }

    private PageAnswer shown(Visit visit, String id, ApiAnswer answer) {
        Words t = visit.words();
        List<NoteView.Detail> details = new ArrayList<>();
        String error = "";
        if (answer instanceof ApiAnswer.Answered answered && answered.isSuccess()) {
            JsonNode body = answered.body();
            JsonNode found = body.path("errors").path(0);
            found = found.isMissingNode() ? body.path("error") : found;
            error = found.path("id").asText("");
            add(details, t.say("detail.code"), found.path("code").asText(""));
            add(details, t.say("detail.kind"), error);
            add(
                    details,
                    t.say("detail.reason"),
                    found.path("reason").asText(found.path("message").asText("")));
            add(
                    details,
                    t.say("detail.time"),
                    answered.body().path("created_at").asText(""));
        }
        add(details, t.say("detail.id"), id);
        return page(visit, error, details);
    }

    private PageAnswer page(Visit visit, String error, List<NoteView.Detail> details) {
        Words t = visit.words();
        // An error without a text of its own says what holds for all.
        String key = t.find("error." + error + ".title", Map.of()).isPresent() ? "error." + error : "error.any";
        NoteView view = NoteView.of(
                        t.say(key + ".title"),
                        t.say(key + ".text"),
                        new NoteView.Action(t.say("button.start_again"), "/"))
                .with(details);
        var head = new Frame.Head(view.heading(), true, List.of());
        return new PageAnswer.Page(OK, Templates.note(frames.of(visit, head), view));
    }

    private static void add(List<NoteView.Detail> details, String name, String value) {
        if (!value.isBlank()) {
            details.add(new NoteView.Detail(name, value));
        }
    }
}
