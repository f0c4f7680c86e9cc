package io.ostiary.ui.page;

import io.ostiary.ui.form.Arrangement;
import io.ostiary.ui.form.Layout;
import io.ostiary.ui.node.Flow;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.FlowKind;
import io.ostiary.ui.web.Page;
import io.ostiary.ui.web.PageAnswer;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Login, registration, verification and recovery. */
final class FlowPage implements Page {

    private static final int OK = 200;
    private static final long UNVERIFIED = 4000010;

    private final FlowKind kind;
    private final Flows flows;
    private final Frames frames;
    private final UiSettings settings;

    FlowPage(FlowKind kind, Flows flows, Frames frames, UiSettings settings) {
        this.kind = kind;
        this.flows = flows;
        this.frames = frames;
        this.settings = settings;
    }

    @Override
    public Uni<PageAnswer> answer(Visit visit) {
        return flows.show(kind, visit, flow -> draw(visit, flow));
    }

    private PageAnswer draw(Visit visit, Flow flow) {
        Words t = visit.words();
        Stage stage = Stage.of(kind, flow);
        Layout layout = new Arrangement(flow, t, LastMethod.of(visit)).layout();
        String heading = t.say(stage.key() + ".title");
        boolean quiet =
                layout.summary().hasErrors() || !layout.summary().notices().isEmpty();
        FlowView view = new FlowView(
                kind.word(),
                heading,
                quiet ? "" : t.find(stage.key() + ".lead", Map.of()).orElse(""),
                layout,
                identifier(flow),
                links(t, flow, stage),
                facts(visit, flow, layout));
        var head = new Frame.Head(heading, layout.summary().hasErrors(), layout.scripts());
        return new PageAnswer.Page(OK, Templates.flow(frames.of(visit, head), view));
    }

    /** Who signs in, on steps that don't ask for it. */
    private String identifier(Flow flow) {
        return kind == FlowKind.LOGIN
                ? flow.find(each -> each.isHidden()
                                && each.name().equals("identifier")
                                && !each.group().equals("code"))
                        .map(each -> each.value())
                        .filter(each -> !each.isBlank())
                        .findFirst()
                        .orElse("")
                : "";
    }

    private FlowView.Facts facts(Visit visit, Flow flow, Layout layout) {
        boolean password = layout.hasPassword() && kind == FlowKind.LOGIN;
        boolean signedIn = kind == FlowKind.LOGIN && (flow.isRefresh() || flow.isSecondFactor());
        return new FlowView.Facts(
                flows.begin().address(kind, returning(flow)),
                password && settings.offers(FlowKind.RECOVERY) ? settings.path(FlowKind.RECOVERY) : "",
                flow.says(UNVERIFIED) && settings.offers(FlowKind.VERIFICATION)
                        ? settings.path(FlowKind.VERIFICATION)
                        : "",
                Begin.note(visit),
                signedIn,
                layout.hasTriggers() ? Passkeys.whyNot(visit.words(), settings) : "");
    }

    private List<FlowView.Link> links(Words t, Flow flow, Stage stage) {
        List<FlowView.Link> links = new ArrayList<>();
        if (stage == Stage.LOGIN && settings.offers(FlowKind.REGISTRATION)) {
            links.add(link(t, "to_registration", FlowKind.REGISTRATION, flow));
        }
        if (kind == FlowKind.REGISTRATION || (kind != FlowKind.LOGIN && stage != Stage.VERIFIED)) {
            links.add(link(t, kind == FlowKind.REGISTRATION ? "to_login" : "back_to_login", FlowKind.LOGIN, flow));
        }
        return links;
    }

    private FlowView.Link link(Words t, String key, FlowKind to, Flow flow) {
        String address = settings.path(to);
        Optional<String> back = flow.text("/return_to");
        return new FlowView.Link(
                t.find("link." + key + ".text", Map.of()).orElse(""),
                t.say("link." + key),
                back.map(each -> address + "?return_to=" + Begin.encoded(each)).orElse(address));
    }

    private static Map<String, String> returning(Flow flow) {
        return flow.text("/return_to").map(each -> Map.of("return_to", each)).orElse(Map.of());
    }
}
