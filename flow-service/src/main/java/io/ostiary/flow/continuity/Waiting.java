package io.ostiary.flow.continuity;

import java.util.UUID;

/**
 * Which submission waits.
 *
 * @param name what it is, such as {@code settings_password}; a browser has at most one of each name
 * @param identityId whose it is; nobody else may go on with it
 * @param flowId the flow in which it was submitted
 */
public record Waiting(String name, UUID identityId, UUID flowId) {}
