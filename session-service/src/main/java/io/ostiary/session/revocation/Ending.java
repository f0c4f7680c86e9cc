package io.ostiary.session.revocation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * A session that a selection found.
 *
 * @param active whether it was active before, expired or not
 * @param live whether it let the person pass before: active and not expired
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Ending(UUID id, UUID identityId, boolean active, boolean live) {}
