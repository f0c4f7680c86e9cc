package io.ostiary.ui.form;

import io.ostiary.ui.node.Flow;
import io.ostiary.ui.node.Node;
import io.ostiary.ui.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arranges login, registration, verification and recovery: one form with every field once, its
 * first button that of the main method, so that Enter presses it; what must not take half-typed
 * fields along in small forms of its own.
 */
public final class Arrangement {

    /** Groups whose fields belong to all methods. */
    private static final Set<String> SHARED = Set.of(Parts.DEFAULT, "identifier_first", "profile");

    private static final Set<String> PROVIDERS = Set.of("oidc", "saml");

    /** Buttons that start something else than the step that is shown. */
    private static final Set<String> ASIDE =
            Set.of("resend", "screen", "previous", "email", "sms", "recovery_confirm_address");

    private static final List<String> FIRST =
            List.of("password", "code", "profile", "identifier_first", "link", "totp", "webauthn", "passkey");

    private static final List<String> SECOND = List.of("webauthn", "passkey", "totp", "code", "lookup_secret");

    private final Flow flow;
    private final Parts parts;
    private final Optional<String> lastUsed;

    /**
     * @param lastUsed method that this browser signed in with last
     */
    public Arrangement(Flow flow, Words words, Optional<String> lastUsed) {
        this.flow = flow;
        this.parts = new Parts(flow, words);
        this.lastUsed = lastUsed;
    }

    /** A way through the form. */
    private record Way(String group, List<Node> fields, List<Node> submits) {

        boolean hasFields() {
            return fields.stream().anyMatch(Node::isField);
        }
    }

    public Layout layout() {
        List<Way> ways = ways();
        List<Node> shared = parts.nodes(each -> isShown(each) && SHARED.contains(each.group()));
        boolean apart = ways.stream().filter(Way::hasFields).count() > 1
                && shared.stream().noneMatch(Node::isField);
        List<Form> forms =
                apart ? ways.stream().map(each -> form(List.of(each), shared)).toList() : together(ways, shared);
        return new Layout(
                parts.summary(),
                forms.isEmpty() ? forms : List.of(forms.getFirst()),
                forms.size() > 1 ? forms.subList(1, forms.size()) : List.of(),
                providers(),
                aside(),
                parts.scripts());
    }

    private List<Form> together(List<Way> ways, List<Node> shared) {
        return ways.isEmpty() && shared.isEmpty() ? List.of() : List.of(form(ways, shared));
    }

    private Form form(List<Way> ways, List<Node> shared) {
        List<Node> hidden = new ArrayList<>(sharedHidden());
        List<Node> shown = new ArrayList<>(shared);
        List<Button> buttons = new ArrayList<>();
        for (Way way : ways) {
            if (!SHARED.contains(way.group())) {
                hidden.addAll(parts.hidden(way.group()));
            }
            shown.addAll(way.fields());
            for (Node submit : way.submits()) {
                buttons.add(parts.button(submit, buttons.isEmpty() ? "main" : "second"));
            }
        }
        String group = ways.isEmpty() ? Parts.DEFAULT : ways.getFirst().group();
        return parts.form(group, hidden, shown, buttons);
    }

    /** The ways, the best first. */
    private List<Way> ways() {
        Map<String, Way> ways = new LinkedHashMap<>();
        for (Node node : flow.nodes()) {
            boolean button = (node.isSubmit() || node.isButton()) && !isAside(node);
            boolean own = isShown(node) && !SHARED.contains(node.group());
            if ((!button && !own) || isProviderOnly(node.group())) {
                continue;
            }
            Way way = ways.computeIfAbsent(node.group(), group -> new Way(group, new ArrayList<>(), new ArrayList<>()));
            (button ? way.submits() : way.fields()).add(node);
        }
        return ways.values().stream()
                .sorted(Comparator.comparingInt(each -> rank(each.group())))
                .toList();
    }

    private int rank(String group) {
        List<String> order = flow.isSecondFactor() ? SECOND : FIRST;
        if (flow.isSecondFactor() && lastUsed.filter(group::equals).isPresent()) {
            return -1;
        }
        int rank = order.indexOf(group);
        return rank < 0 ? order.size() : rank;
    }

    /** Whether a group is nothing but buttons of providers. */
    private boolean isProviderOnly(String group) {
        return PROVIDERS.contains(group)
                && flow.find(each -> each.group().equals(group) && each.isField())
                        .findAny()
                        .isEmpty()
                && !isOnlyWay(group);
    }

    /** A provider that asks for what it could not tell has the traits of the form. */
    private boolean isOnlyWay(String group) {
        boolean traits = flow.find(each -> each.isField() && each.name().startsWith("traits"))
                .findAny()
                .isPresent();
        return traits
                && flow.find(each -> each.isSubmit() && !isAside(each))
                        .allMatch(each -> each.group().equals(group))
                && flow.find(each -> each.isSubmit() && each.group().equals(group))
                                .count()
                        == 1;
    }

    private Optional<Form> providers() {
        List<Button> buttons = flow.find(each -> each.isSubmit() && isProviderOnly(each.group()))
                .map(each -> parts.button(each, "provider"))
                .toList();
        return buttons.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.form("oidc", parts.hidden(Parts.DEFAULT), List.of(), buttons));
    }

    private List<Form> aside() {
        return flow.find(Arrangement::isAside)
                .map(each -> parts.single(each, hiddenFor(each), "quiet"))
                .toList();
    }

    private List<Node> hiddenFor(Node submit) {
        List<Node> hidden = new ArrayList<>(sharedHidden());
        if (!SHARED.contains(submit.group())) {
            hidden.addAll(parts.hidden(submit.group()));
        }
        return hidden;
    }

    private List<Node> sharedHidden() {
        return parts.nodes(each -> each.isHidden() && SHARED.contains(each.group()));
    }

    private static boolean isAside(Node node) {
        return node.isSubmit() && ASIDE.contains(node.name());
    }

    /** Something to fill in or to read; scripts and unknown types are neither. */
    private static boolean isShown(Node node) {
        return node.isField() || Set.of("img", "text", "a").contains(node.type());
    }
}
