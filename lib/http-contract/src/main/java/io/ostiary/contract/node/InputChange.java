package io.ostiary.contract.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.UiText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input while it is changed. */
final class InputChange {

    String type;

    @Nullable
    JsonNode value;

    @Nullable
    Boolean required;

    boolean disabled;

    @Nullable
    String autocomplete;

    @Nullable
    String pattern;

    @Nullable
    String onclick;

    @Nullable
    String onclickTrigger;

    @Nullable
    String onload;

    @Nullable
    String onloadTrigger;

    @Nullable
    Integer maxlength;

    @Nullable
    List<Attributes.Option> options;

    private final String name;
    private final @Nullable UiText label;

    InputChange(Attributes.Input from) {
        this.name = from.name();
        this.type = from.type();
        this.value = from.value();
        this.required = from.required();
        this.disabled = from.disabled();
        this.autocomplete = from.autocomplete();
        this.pattern = from.pattern();
        this.label = from.label();
        this.onclick = from.onclick();
        this.onclickTrigger = from.onclickTrigger();
        this.onload = from.onload();
        this.onloadTrigger = from.onloadTrigger();
        this.maxlength = from.maxlength();
        this.options = from.options();
    }

    Attributes.Input done() {
        return new Attributes.Input(
                name,
                type,
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
                options);
    }
}
