package io.ostiary.contract.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.UiText;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an element is made of: one record for each type of element, told apart by {@code node_type}. What is null isn't
 * written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "node_type")
@JsonSubTypes({
    @JsonSubTypes.Type(Attributes.Input.class),
    @JsonSubTypes.Type(Attributes.Image.class),
    @JsonSubTypes.Type(Attributes.Text.class),
    @JsonSubTypes.Type(Attributes.Anchor.class),
    @JsonSubTypes.Type(Attributes.Script.class),
    @JsonSubTypes.Type(Attributes.Division.class)
})
@JsonInclude(Include.NON_NULL)
public sealed interface Attributes {

    /** The word of the contract for the type of element, {@code node_type}. */
    default String nodeType() {
        return switch (this) {
            case Input i -> Input.TYPE;
            case Image i -> Image.TYPE;
            case Text t -> Text.TYPE;
            case Anchor a -> Anchor.TYPE;
            case Script s -> Script.TYPE;
            case Division d -> Division.TYPE;
        };
    }

    /** What tells the element apart from others of its group: the name of an input, else the id. */
    default String key() {
        return switch (this) {
            case Input i -> i.name();
            case Image i -> i.id();
            case Text t -> t.id();
            case Anchor a -> a.id();
            case Script s -> s.id();
            case Division d -> d.id();
        };
    }

    /** An input without a value. */
    static Input input(String name, String type) {
        return new Input(name, type, null, null, false, null, null, null, null, null, null, null, null, null);
    }

    /** A hidden input with a text value. */
    static Input hidden(String name, @Nullable String value) {
        return input(name, "hidden").withValue(Json.tree(value));
    }

    /** A submit with a text value. */
    static Input submit(String name, String value) {
        return input(name, "submit").withValue(Json.tree(value));
    }

    /** A link with a text. */
    static Anchor anchor(String id, String href, UiText title) {
        return new Anchor(id, href, title);
    }

    /**
     * A field or a button.
     *
     * @param name the field's name in the submission
     * @param type such as {@code text}, {@code hidden}, {@code submit}
     * @param value what it holds now
     * @param required true or null
     * @param onclick a script for pages that the {@code onclickTrigger} of the newer contract does not reach
     * @param onclickTrigger the name of the function of {@code webauthn.js} that a click calls
     * @param onload as {@code onclick}, when the page is there
     * @param onloadTrigger as {@code onclickTrigger}, when the page is there
     * @param options the choices, where only these are taken
     */
    @JsonTypeName(Input.TYPE)
    record Input(
            String name,
            String type,
            @Nullable JsonNode value,
            @Nullable Boolean required,
            boolean disabled,
            @Nullable String autocomplete,
            @Nullable String pattern,
            @Nullable UiText label,
            @Nullable String onclick,
            @JsonProperty("onclickTrigger") @Nullable String onclickTrigger,
            @Nullable String onload,
            @JsonProperty("onloadTrigger") @Nullable String onloadTrigger,
            @Nullable Integer maxlength,
            @Nullable List<Option> options)
            implements Attributes {

        static final String TYPE = "input";

        private static final List<String> WITHOUT_TYPING = List.of("submit", "button", "password");

        /** Whether it holds what somebody typed or chose: no button, and no secret. */
        boolean keepsInput() {
            return !WITHOUT_TYPING.contains(type);
        }

        public Input withValue(@Nullable JsonNode other) {
            return changed(c -> c.value = other);
        }

        /** The same input as another type. */
        public Input withType(String other) {
            return changed(c -> c.type = other);
        }

        public Input asRequired() {
            return asRequired(true);
        }

        public Input asRequired(boolean yes) {
            return changed(c -> c.required = yes ? true : null);
        }

        public Input asDisabled() {
            return changed(c -> c.disabled = true);
        }

        public Input withAutocomplete(@Nullable String other) {
            return changed(c -> c.autocomplete = other);
        }

        public Input withPattern(@Nullable String other) {
            return changed(c -> c.pattern = other);
        }

        public Input withMaxlength(int most) {
            return changed(c -> c.maxlength = most);
        }

        public Input withOptions(@Nullable List<Option> other) {
            return changed(c -> c.options = other);
        }

        /**
         * The same input, calling a script when it is clicked.
         *
         * @param script for pages of the older contract; null in forms of native apps
         * @param trigger the function of {@code webauthn.js}
         */
        public Input onClick(@Nullable String script, String trigger) {
            return changed(c -> {
                c.onclick = script;
                c.onclickTrigger = trigger;
            });
        }

        /** As {@link #onClick}, when the page is there. */
        public Input onLoad(@Nullable String script, String trigger) {
            return changed(c -> {
                c.onload = script;
                c.onloadTrigger = trigger;
            });
        }

        private Input changed(Consumer<InputChange> change) {
            InputChange next = new InputChange(this);
            change.accept(next);
            return next.done();
        }
    }

    /** A choice of an input. */
    @JsonInclude(Include.NON_NULL)
    record Option(JsonNode value, @Nullable UiText label) {}

    /**
     * A picture, such as the QR code of a secret key.
     *
     * @param src its address, or the picture itself as a {@code data:} address
     * @param width in pixels
     * @param height in pixels
     */
    @JsonTypeName(Image.TYPE)
    record Image(String id, String src, int width, int height) implements Attributes {

        static final String TYPE = "img";
    }

    /** A text to read, such as a secret key or backup codes. */
    @JsonTypeName(Text.TYPE)
    record Text(String id, UiText text) implements Attributes {

        static final String TYPE = "text";
    }

    /** A link with a text. */
    @JsonTypeName(Anchor.TYPE)
    record Anchor(String id, String href, UiText title) implements Attributes {

        static final String TYPE = "a";
    }

    /**
     * A script that the page loads, such as {@code webauthn.js}.
     *
     * @param type of the script, {@code text/javascript}
     * @param integrity what the script must hash to (W3C Subresource Integrity)
     * @param nonce what a content security policy of the page may name
     */
    @JsonTypeName(Script.TYPE)
    record Script(
            String type,
            String id,
            String src,
            boolean async,
            String referrerpolicy,
            String crossorigin,
            String integrity,
            String nonce)
            implements Attributes {

        static final String TYPE = "script";
    }

    /**
     * A place that a script of the page fills.
     *
     * @param styleClass {@code class} of the contract
     * @param data {@code data-} attributes, by their names without that prefix
     */
    @JsonTypeName(Division.TYPE)
    record Division(
            String id,
            @JsonProperty("class") @Nullable String styleClass,
            @Nullable Map<String, String> data) implements Attributes {

        static final String TYPE = "div";
    }
}
