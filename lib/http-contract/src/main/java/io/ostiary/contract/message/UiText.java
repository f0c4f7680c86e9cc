package io.ostiary.contract.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A numbered text for a person.
 *
 * @param id the number; pages translate by it
 * @param text the suite's English wording
 * @param type {@code info}, {@code error} or {@code success}
 * @param context values in the text; absent when there is none
 */
@JsonInclude(Include.NON_NULL)
public record UiText(
        long id, String text, String type, @Nullable JsonNode context) {}
