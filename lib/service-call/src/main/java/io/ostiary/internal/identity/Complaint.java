package io.ostiary.internal.identity;

import io.ostiary.contract.message.UiText;

/**
 * Why a submission was refused, said to the person.
 *
 * @param field the form field it is about, such as {@code traits.email} or {@code password}; null:
 *     about the whole form
 * @param text the numbered text
 */
public record Complaint(String field, UiText text) {}
