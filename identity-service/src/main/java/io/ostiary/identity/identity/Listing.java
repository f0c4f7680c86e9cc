package io.ostiary.identity.identity;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which identities a list shows.
 *
 * @param after only ids after this one, in pages by token; null in numbered pages
 * @param offset where a numbered page begins
 * @param size how many at most
 * @param withCredentials whether credentials are read too
 */
public record Listing(Filter filter, @Nullable UUID after, int offset, int size, boolean withCredentials) {

    /** What is in the list at all. */
    public sealed interface Filter {}

    /** Everybody. */
    public record All() implements Filter {}

    /** These, if they exist. */
    public record ByIds(List<UUID> ids) implements Filter {}

    /** Those of an organisation. */
    public record ByOrganization(UUID id) implements Filter {}

    /**
     * Those that an identifier finds.
     *
     * @param identifier normalised
     * @param raw as given
     */
    public record ByIdentifier(String identifier, String raw) implements Filter {}

    /** Those with an identifier that begins so. */
    public record ByPrefix(String prefix) implements Filter {}
}
