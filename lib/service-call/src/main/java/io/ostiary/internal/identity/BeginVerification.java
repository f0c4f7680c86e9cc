package io.ostiary.internal.identity;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * How to verify the addresses that a change makes new: what flow-service needs to begin the
 * verification flows. It is the payload's frame of the effect {@code verification.begin}, which
 * identity-service writes in the transaction of the change.
 *
 * @param flowType {@code api} or {@code browser}
 * @param requestUrl of the flow that caused it
 * @param returnTo where the person wanted to go, or null
 * @param context whatever flow-service wants back with the effect
 */
public record BeginVerification(
        String flowType,
        String requestUrl,
        @Nullable String returnTo,
        @Nullable JsonNode context) {}
