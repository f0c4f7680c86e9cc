package io.ostiary.contract.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.UiText;
import java.util.List;

/**
 * What an element is made of. One record holds the attributes of every element type; what doesn't
 * apply is null and isn't written.
 *
 * @param nodeType repeats the element's type ({@code input}, {@code img}, …)
 * @param name the field's name in the submission
 * @param type the input's type, such as {@code text}, {@code hidden}, {@code submit}
 * @param value what it holds now
 * @param required true or null
 * @param disabled always present for inputs
 */
@JsonInclude(Include.NON_NULL)
public record Attributes(
        @JsonProperty("node_type") String nodeType,
        String name,
        String type,
        JsonNode value,
        Boolean required,
        Boolean disabled,
        String autocomplete,
        String pattern,
        UiText label,
        String onclick,
        @JsonProperty("onclickTrigger") String onclickTrigger,
        String onload,
        @JsonProperty("onloadTrigger") String onloadTrigger,
        Integer maxlength,
        List<Option> options,
        String id,
        String href,
        UiText title,
        UiText text,
        String src,
        Integer width,
        Integer height,
        Boolean async,
        String referrerpolicy,
        String crossorigin,
        String integrity,
        String nonce) {

    /** A choice of a select. */
    @JsonInclude(Include.NON_NULL)
    public record Option(JsonNode value, UiText label) {}

    /** The attributes of an input without a value. */
    public static Attributes input(String name, String type) {
        return new Attributes(
                "input", name, type, null, null, false, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A hidden input with a text value. */
    public static Attributes hidden(String name, String value) {
        return input(name, "hidden").withValue(Json.tree(value));
    }

    /** A submit with a text value. */
    public static Attributes submit(String name, String value) {
        return input(name, "submit").withValue(Json.tree(value));
    }

    public Attributes withValue(JsonNode v) {
        return copy(v, required, disabled, autocomplete, pattern, maxlength, options);
    }

    /** The same input as another type. */
    public Attributes withType(String other) {
        return new Attributes(
                nodeType,
                name,
                other,
                value,
                required,
                disabled,
                autocomplete,
                pattern,
                label,
                onclick,
                onclickTrigger,
                onload,
                onloadTrigger,
                maxlength,
                options,
                id,
                href,
                title,
                text,
                src,
                width,
                height,
                async,
                referrerpolicy,
                crossorigin,
                integrity,
                nonce);
    }

    /** A link with a text. */
    public static Attributes anchor(String id, String href, UiText title) {
        return new Attributes(
                "a", null, null, null, null, null, null, null, null, null, null, null, null, null, null, id, href,
                title, null, null, null, null, null, null, null, null, null);
    }

    public Attributes asRequired() {
        return copy(value, true, disabled, autocomplete, pattern, maxlength, options);
    }

    public Attributes asRequired(boolean yes) {
        return copy(value, yes ? true : null, disabled, autocomplete, pattern, maxlength, options);
    }

    public Attributes asDisabled() {
        return copy(value, required, true, autocomplete, pattern, maxlength, options);
    }

    public Attributes withAutocomplete(String a) {
        return copy(value, required, disabled, a, pattern, maxlength, options);
    }

    public Attributes withPattern(String p) {
        return copy(value, required, disabled, autocomplete, p, maxlength, options);
    }

    public Attributes withMaxlength(Integer m) {
        return copy(value, required, disabled, autocomplete, pattern, m, options);
    }

    public Attributes withOptions(List<Option> o) {
        return copy(value, required, disabled, autocomplete, pattern, maxlength, o);
    }

    private Attributes copy(
            JsonNode v, Boolean req, Boolean dis, String auto, String pat, Integer max, List<Option> opts) {
        return new Attributes(
                nodeType,
                name,
                type,
                v,
                req,
                dis,
                auto,
                pat,
                label,
                onclick,
                onclickTrigger,
                onload,
                onloadTrigger,
                max,
                opts,
                id,
                href,
                title,
                text,
                src,
                width,
                height,
                async,
                referrerpolicy,
                crossorigin,
                integrity,
                nonce);
    }
}
