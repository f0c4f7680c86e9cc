package io.ostiary.ui.form;

import io.ostiary.ui.node.Flow;
import io.ostiary.ui.node.Message;
import io.ostiary.ui.node.Node;
import io.ostiary.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The parts that both arrangements are made of. */
final class Parts {

    static final String DEFAULT = "default";

    private final Flow flow;
    private final Texts texts;
    private final Fields fields;
    private final Words words;

    Parts(Flow flow, Words words) {
        this.flow = flow;
        this.words = words;
        this.texts = new Texts(words);
        this.fields = new Fields(texts, words);
    }

    Texts texts() {
        return texts;
    }

    Words words() {
        return words;
    }

    Form form(String group, List<Node> hidden, List<Node> shown, List<Button> buttons) {
        boolean hasMethod = buttons.stream().anyMatch(each -> each.name().equals("method"));
        List<Form.Hidden> sent = hidden.stream()
                // The pressed button says it; a second one would be read instead.
                .filter(each -> !(hasMethod && each.name().equals("method")))
                .map(each -> new Form.Hidden(
                        each.name(),
                        each.value(),
                        each.attribute("onloadTrigger").orElse("")))
                .toList();
        return new Form(
                group,
                new Form.Target(flow.action(group), flow.method().toLowerCase(Locale.ROOT)),
                sent,
                fields.of(shown),
                buttons);
    }

    /** A form of one button, with the hidden fields that it needs. */
    Form single(Node submit, List<Node> hidden, String look) {
        return form(submit.group(), hidden, List.of(), List.of(button(submit, look)));
    }

    Button button(Node node, String look) {
        return new Button(
                node.name(),
                node.value(),
                texts.label(node),
                node.attribute("onclickTrigger").orElse(""),
                look);
    }

    /** Nodes of a group that a form sends unseen. */
    List<Node> hidden(String group) {
        return nodes(each -> each.isHidden() && each.group().equals(group));
    }

    List<Node> nodes(Predicate<Node> fits) {
        return flow.find(fits).toList();
    }

    Summary summary() {
        List<Summary.Line> errors = new ArrayList<>();
        List<Summary.Notice> notices = new ArrayList<>();
        for (Message message : flow.messages()) {
            if (message.isError()) {
                errors.add(new Summary.Line(texts.message(message), "", ""));
            } else {
                notices.add(new Summary.Notice(
                        texts.message(message), message.type().equals("success")));
            }
        }
        for (Node node : flow.nodes()) {
            node.messages().stream().filter(Message::isError).forEach(each -> errors.add(line(node, each)));
        }
        return new Summary(errors, notices);
    }

    private Summary.Line line(Node node, Message message) {
        boolean reachable = node.isField() && !Fields.isContainer(node, flow.nodes()) && !node.isDisabled();
        boolean named = node.isField() && node.label().isPresent();
        return new Summary.Line(
                texts.message(message),
                named ? texts.label(node).text() : texts.missing(message),
                reachable ? Fields.id(node) : "");
    }

    List<Layout.Script> scripts() {
        return flow.find(each -> each.type().equals("script"))
                .map(each -> new Layout.Script(
                        each.attribute("src").orElse(""),
                        each.attribute("integrity").orElse(""),
                        each.attribute("crossorigin").orElse("")))
                .filter(each -> !each.src().isEmpty())
                .distinct()
                .toList();
    }

    /** The values that a text of the page may mention. */
    String say(String key) {
        return words.say(key, Map.of());
    }
}
