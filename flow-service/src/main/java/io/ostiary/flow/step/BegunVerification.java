package io.ostiary.flow.step;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verification flow that a registration or a change of settings began.
 *
 * @param address what is verified
 * @param url its page; null for native clients
 */
public record BegunVerification(
        UUID flowId, String address, @Nullable String url) {}
