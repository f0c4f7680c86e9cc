package io.ostiary.ui.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.ui.node.Message;
import io.ostiary.ui.node.Node;
import io.ostiary.ui.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Makes fields of nodes. */
final class Fields {

    private static final int MOST_RADIOS = 5;

    private static final Set<String> CODES = Set.of("code", "totp_code");

    /** What browsers fill in by itself, for traits that say no purpose of their own. */
    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("first", "given-name"),
            Map.entry("first_name", "given-name"),
            Map.entry("firstname", "given-name"),
            Map.entry("given_name", "given-name"),
            Map.entry("last", "family-name"),
            Map.entry("last_name", "family-name"),
            Map.entry("lastname", "family-name"),
            Map.entry("family_name", "family-name"),
            Map.entry("name", "name"),
            Map.entry("full_name", "name"),
            Map.entry("email", "email"),
            Map.entry("phone", "tel"),
            Map.entry("phone_number", "tel"),
            Map.entry("username", "username"),
            Map.entry("birthday", "bday"),
            Map.entry("birthdate", "bday"),
            Map.entry("organization", "organization"),
            Map.entry("company", "organization"),
            Map.entry("street", "address-line1"),
            Map.entry("city", "address-level2"),
            Map.entry("postal_code", "postal-code"),
            Map.entry("zip", "postal-code"),
            Map.entry("country", "country-name"),
            Map.entry("website", "url"));

    private final Texts texts;
    private final Words words;

    Fields(Texts texts, Words words) {
        this.texts = texts;
        this.words = words;
    }

    /** The fields of nodes, in their order, those of one object of the traits under one heading. */
    List<Field> of(List<Node> nodes) {
        List<Field> fields = new ArrayList<>();
        for (Node node : nodes) {
            if (!isContainer(node, nodes)) {
                fields.add(of(node));
            }
        }
        return grouped(fields);
    }

    /** The errors of a node that has no control to show them at. */
    static boolean isContainer(Node node, List<Node> nodes) {
        String begin = node.name() + ".";
        boolean hasParts = nodes.stream().anyMatch(each -> each.name().startsWith(begin));
        return node.isField() && (node.name().equals("traits") || hasParts);
    }

    /** Id of the control of a node in the document. */
    static String id(Node node) {
        return node.group() + "-" + node.name().replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private Field of(Node node) {
        Field.Kind kind = kind(node);
        List<Shown> errors = node.messages().stream()
                .filter(Message::isError)
                .map(texts::message)
                .toList();
        return new Field(
                kind, id(node), label(node, kind), input(node, kind), note(node, kind), errors, options(node, kind));
    }

    private Shown label(Node node, Field.Kind kind) {
        return kind == Field.Kind.LINK
                ? node.label().map(texts::message).orElseGet(() -> Shown.own(words.say("button.continue")))
                : texts.label(node);
    }

    private static Field.Kind kind(Node node) {
        return switch (node.type()) {
            case "input" -> control(node);
            case "img" -> Field.Kind.IMAGE;
            case "a" -> Field.Kind.LINK;
            case "text" ->
                node.attributes().at("/text/context/secrets").isArray() ? Field.Kind.CODES : Field.Kind.SECRET;
            default -> Field.Kind.NOTHING;
        };
    }

    private static Field.Kind control(Node node) {
        if (!node.options().isEmpty()) {
            return node.options().size() <= MOST_RADIOS ? Field.Kind.RADIOS : Field.Kind.SELECT;
        }
        if (CODES.contains(node.name())
                || node.attribute("autocomplete")
                        .filter("one-time-code"::equals)
                        .isPresent()) {
            return Field.Kind.CODE;
        }
        return switch (node.inputType()) {
            case "password" -> Field.Kind.PASSWORD;
            case "checkbox" -> Field.Kind.CHECKBOX;
            default -> Field.Kind.TEXT;
        };
    }

    private Field.Input input(Node node, Field.Kind kind) {
        return new Field.Input(
                node.name(),
                type(node),
                value(node, kind),
                Field.Necessity.of(node),
                node.isDisabled(),
                hints(node, kind));
    }

    /** A number is a text with a keyboard for numbers: a wheel over the field changes nothing. */
    private static String type(Node node) {
        return switch (node.inputType()) {
            case "number" -> "text";
            case "email", "tel", "url", "date", "datetime-local", "password", "checkbox", "text" -> node.inputType();
            default -> "text";
        };
    }

    private static String value(Node node, Field.Kind kind) {
        return switch (kind) {
            case PASSWORD, NOTHING -> "";
            // The one out of the link of a letter, so that a press of the button is enough.
            case CODE -> node.name().equals("code") && !node.hasErrors() ? node.value() : "";
            case IMAGE -> node.attribute("src").orElse("");
            case LINK -> node.attribute("href").orElse("");
            case SECRET, CODES -> secret(node.attributes().path("text"));
            case TEXT, CHECKBOX, RADIOS, SELECT -> isTypedSecret(node) ? "" : node.value();
        };
    }

    private static boolean isTypedSecret(Node node) {
        return node.name().equals("lookup_secret");
    }

    private static String secret(JsonNode text) {
        JsonNode secret = text.path("context").path("secret");
        return secret.isTextual() ? secret.asText() : text.path("text").asText();
    }

    private Field.InputHints hints(Node node, Field.Kind kind) {
        String purpose = node.attribute("autocomplete").orElseGet(() -> purpose(node.name()));
        return switch (kind) {
            // No limit of length: it would cut a code that is pasted with blanks.
            case CODE -> new Field.InputHints("one-time-code", "numeric", "", "");
            case PASSWORD ->
                new Field.InputHints(node.attribute("autocomplete").orElse("current-password"), "", "", "");
            default ->
                new Field.InputHints(
                        purpose,
                        node.inputType().equals("number") ? "decimal" : "",
                        node.attribute("pattern").orElse(""),
                        node.attribute("maxlength")
                                .filter(each -> !each.equals("0"))
                                .orElse(""));
        };
    }

    private static String purpose(String name) {
        if (name.equals("identifier")) {
            return "username";
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith("traits.") ? PURPOSES.getOrDefault(last, "") : "";
    }

    private Field.Note note(Node node, Field.Kind kind) {
        boolean isNew =
                node.attribute("autocomplete").filter("new-password"::equals).isPresent();
        String usual = kind == Field.Kind.PASSWORD && isNew ? words.say("hint.new_password") : "";
        return new Field.Note(texts.hint(node.name()).orElse(usual), "", false);
    }

    private List<Field.Option> options(Node node, Field.Kind kind) {
        return switch (kind) {
            case RADIOS, SELECT ->
                node.options().stream()
                        .map(each -> new Field.Option(each, texts.option(node.name(), each), each.equals(node.value())))
                        .toList();
            case CODES ->
                StreamSupport.stream(
                                node.attributes().at("/text/context/secrets").spliterator(), false)
                        .map(Fields::code)
                        .toList();
            case SECRET -> fours(value(node, kind));
            default -> List.of();
        };
    }

    /** A backup code; one that is used says so instead of its digits. */
    private static Field.Option code(JsonNode message) {
        boolean used = message.at("/context/used_at").isTextual();
        String secret =
                message.at("/context/secret").asText(message.path("text").asText());
        return new Field.Option(secret, secret, used);
    }

    /** A key in groups of four, for those who type it. */
    private static List<Field.Option> fours(String key) {
        List<Field.Option> groups = new ArrayList<>();
        for (int at = 0; at < key.length(); at += 4) {
            String four = key.substring(at, Math.min(at + 4, key.length()));
            groups.add(new Field.Option(four, four, false));
        }
        return groups;
    }

    /** Puts a heading over fields of one object; a name's parts need none. */
    private List<Field> grouped(List<Field> fields) {
        List<Field> grouped = new ArrayList<>(fields);
        int start = 0;
        while (start < grouped.size()) {
            String parent = parent(grouped.get(start));
            int end = start + 1;
            while (end < grouped.size()
                    && !parent.isEmpty()
                    && parent(grouped.get(end)).equals(parent)) {
                end++;
            }
            if (end - start > 1) {
                mark(grouped, start, end, parent);
            }
            start = end;
        }
        return grouped;
    }

    private void mark(List<Field> fields, int start, int end, String parent) {
        String legend = words.find("label." + parent, Map.of()).orElseGet(() -> Texts.readable(parent));
        Field first = fields.get(start);
        Field last = fields.get(end - 1);
        fields.set(start, first.with(new Field.Note(first.note().hint(), legend, false)));
        fields.set(end - 1, last.with(new Field.Note(last.note().hint(), "", true)));
    }

    private static String parent(Field field) {
        String name = field.input().name();
        int dot = name.lastIndexOf('.');
        String parent = dot < 0 ? "" : name.substring(0, dot);
        return parent.equals("traits") || parent.endsWith(".name") ? "" : parent;
    }
}
