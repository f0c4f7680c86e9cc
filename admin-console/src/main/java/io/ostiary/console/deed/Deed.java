package io.ostiary.console.deed;

import java.time.Instant;

/**
 * Something that an operator did.
 *
 * @param at when
 * @param operator who
 * @param did what, in a few words such as {@code deleted the identity}
 * @param subject id of what it was done to; may be empty
 * @param outcome {@code done}, or the status of the refusal
 */
public record Deed(Instant at, String operator, String did, String subject, String outcome) {}
