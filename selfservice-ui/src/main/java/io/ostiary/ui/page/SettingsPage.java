package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.ui.form.Form;
import io.ostiary.ui.form.Section;
import io.ostiary.ui.form.SettingsArrangement;
import io.ostiary.ui.form.Summary;
import io.ostiary.ui.node.Flow;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The settings. */
final class SettingsPage implements Page {

    private static final int OK = 200;

    private final Flows flows;
    private final Frames frames;
    private final UiSettings settings;

    SettingsPage(Flows flows, Frames frames, UiSettings settings) {
        this.flows = flows;
        this.frames = frames;
        this.settings = settings;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return flows.show(FlowKind.SETTINGS, visit, flow -> draw(visit, flow));
    }

    private PageAnswer draw(Visit visit, Flow flow) {
        var arranged = new SettingsArrangement(flow, visit.words());
        List<Section> sections = arranged.sections();
        Summary summary = arranged.summary();
        JsonNode identity = flow.json().path("identity");
        boolean triggers = sections.stream()
                .flatMap(each -> each.form().stream())
                .map(Form::buttons)
                .flatMap(List::stream)
                .anyMatch(each -> !each.submits());
        SettingsView view = new SettingsView(
                summary,
                settings.offers(FlowKind.VERIFICATION) ? Me.addresses(identity) : List.of(),
                sections,
                Me.identifier(identity),
                Begin.note(visit),
                triggers ? Passkeys.whyNot(visit.words(), settings) : "");
        var head = new Frame.Head(
                visit.words().say(Stage.SETTINGS.key() + ".title"), summary.hasErrors(), arranged.scripts());
        return new PageAnswer.Page(OK, Templates.settings(frames.signedIn(visit, head), view));
    }
}
