package io.ostiary.ui.form;

import io.ostiary.ui.node.Flow;
import io.ostiary.ui.node.Node;
import io.ostiary.ui.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arranges the settings: a section for each group, each with its own form. */
public final class SettingsArrangement {

    private static final List<String> ORDER = List.of(
            "profile", "password", "passkey", "webauthn", "totp", "lookup_secret", "oidc", "saml", "deviceauthn");

    private static final long SAVED = 1050001;

    private final Flow flow;
    private final Parts parts;
    private final Words words;

    public SettingsArrangement(Flow flow, Words words) {
        this.flow = flow;
        this.words = words;
        this.parts = new Parts(flow, words);
    }

    /** The sections, in the order of the page. */
    public List<Section> sections() {
        return flow.nodes().stream()
                .map(Node::group)
                .filter(each -> !each.equals(Parts.DEFAULT))
                .distinct()
                .sorted(Comparator.comparingInt(SettingsArrangement::rank))
                .map(this::section)
                .toList();
    }

    /** What is said about the whole. */
    public Summary summary() {
        return parts.summary();
    }

    /** Scripts of the API that the sections need. */
    public List<Layout.Script> scripts() {
        return parts.scripts();
    }

    private static int rank(String group) {
        int rank = ORDER.indexOf(group);
        return rank < 0 ? ORDER.size() : rank;
    }

    private Section section(String group) {
        List<Section.Held> held = new ArrayList<>();
        List<Section.Held> actions = new ArrayList<>();
        for (Node submit : parts.nodes(each -> each.group().equals(group) && each.isSubmit() && isApart(each))) {
            (isRemoval(submit) ? held : actions).add(held(submit));
        }
        boolean active = flow.text("/active").filter(group::equals).isPresent();
        return new Section(
                group,
                words.find("section." + group, Map.of()).orElse(Texts.readable(group)),
                words.find("section." + group + ".lead", Map.of()).orElse(""),
                state(group, held.size()),
                form(group),
                held,
                actions,
                active && flow.says(SAVED));
    }

    private Optional<Form> form(String group) {
        List<Node> shown = parts.nodes(each -> each.group().equals(group) && (each.isField() || isReading(each)));
        List<Button> buttons = new ArrayList<>();
        parts.nodes(each -> each.group().equals(group) && isMain(each))
                .forEach(each -> buttons.add(parts.button(each, buttons.isEmpty() ? "main" : "second")));
        if (shown.isEmpty() && buttons.isEmpty()) {
            return Optional.empty();
        }
        List<Node> hidden = new ArrayList<>(parts.hidden(Parts.DEFAULT));
        hidden.addAll(parts.hidden(group));
        return Optional.of(parts.form(group, hidden, shown, buttons));
    }

    private Section.Held held(Node submit) {
        Map<String, String> context = submit.label().map(each -> each.context()).orElse(Map.of());
        boolean removal = isRemoval(submit);
        Form form = parts.single(submit, parts.hidden(Parts.DEFAULT), removal ? "danger" : "second");
        String name = context.getOrDefault("display_name", context.getOrDefault("provider", ""));
        return new Section.Held(name, context.getOrDefault("added_at", ""), form, warning(submit, removal));
    }

    private String warning(Node submit, boolean removal) {
        if (submit.name().equals("lookup_secret_regenerate") && !hasNode("lookup_secret_disable")) {
            // There are no codes yet that could stop working.
            return "";
        }
        String own = "warn." + submit.name();
        return words.find(own, Map.of()).orElse(removal ? words.say("warn.remove") : "");
    }

    private String state(String group, int held) {
        return switch (group) {
            case "totp" -> words.say(held > 0 ? "state.on" : "state.off");
            case "lookup_secret" -> words.say(hasNode("lookup_secret_disable") ? "state.on" : "state.off");
            case "passkey", "webauthn", "oidc", "saml" ->
                held == 0 ? words.say("state.none") : words.with("state.count", "n", held);
            default -> "";
        };
    }

    private boolean hasNode(String name) {
        return flow.find(each -> each.name().equals(name)).findAny().isPresent();
    }

    private static boolean isMain(Node node) {
        return (node.isSubmit() && !isApart(node)) || node.isButton();
    }

    /** A button that must not send the fields of its section. */
    private static boolean isApart(Node node) {
        return !Set.of("method", "lookup_secret_confirm").contains(node.name());
    }

    private static boolean isRemoval(Node node) {
        return node.name().endsWith("_remove")
                || node.name().endsWith("unlink")
                || node.name().endsWith("_disable");
    }

    private static boolean isReading(Node node) {
        return Set.of("img", "text", "a").contains(node.type());
    }
}
