package io.ostiary.internal.identity;

import io.ostiary.contract.message.UiText;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission was refused, said to the person.
 *
 * @param field the form field it is about, such as {@code traits.email} or {@code password}; null:
 *     about the whole form
 * @param text the numbered text
 */
public record Complaint(@Nullable String field, UiText text) {}
