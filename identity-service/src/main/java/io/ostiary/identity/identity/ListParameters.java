package io.ostiary.identity.identity;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.Listing.Filter;
import io.ostiary.identity.input.Documents;
import io.ostiary.identity.paging.PageSize;
import io.ostiary.identity.paging.TokenPages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the contract's {@code listIdentities}.
 *
 * @param listing what is shown
 * @param page number of the page from 0 where pages are numbered, else null
 * @param configs credentials types whose config is shown
 */
record ListParameters(Listing listing, @Nullable Integer page, Set<CredentialsType> configs) {

    private static final int LARGEST_NUMBERED_PAGE = 500;
    private static final int LAST_BY_NUMBER = 1_000;
    private static final int MOST_IDS = 500;

    /**
     * Reads them.
     *
     * @throws ProblemException when one can't be understood, or filters are combined
     */
    static ListParameters read(Map<String, List<String>> query) {
        Set<CredentialsType> configs = configs(query);
        Filter filter = filter(query);
        boolean credentials =
                !configs.isEmpty() || filter instanceof Listing.ByIdentifier || filter instanceof Listing.ByPrefix;
        boolean byToken = query.containsKey("page_token") || query.containsKey("page_size");
        if (!byToken && query.containsKey("page")) {
            return numbered(query, filter, credentials, configs);
        }
        String size = first(query, "page_size");
        if (size.isEmpty() && !byToken) {
            size = first(query, "per_page");
        }
        return new ListParameters(
                new Listing(filter, after(query), 0, PageSize.read(size), credentials), null, configs);
    }

    private static ListParameters numbered(
            Map<String, List<String>> query, Filter filter, boolean credentials, Set<CredentialsType> configs) {
        int size = lenient(first(query, "per_page"), PageSize.DEFAULT);
        size = size < 1 ? 1 : Math.min(size, LARGEST_NUMBERED_PAGE);
        int page = Math.max(0, lenient(first(query, "page"), 0));
        if ((long) page * size > LAST_BY_NUMBER) {
            throw refused("Pages this far are read with page_token and page_size.");
        }
        return new ListParameters(new Listing(filter, null, page * size, size, credentials), page, configs);
    }

    private static UUID after(Map<String, List<String>> query) {
        String token = first(query, "page_token");
        return token.isEmpty()
                ? TokenPages.START
                : TokenPages.read(token).orElseThrow(() -> refused("The page_token is not one of ours."));
    }

    private static int lenient(String text, int otherwise) {
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Filter filter(Map<String, List<String>> query) {
        List<Filter> filters = new ArrayList<>();
        List<String> ids = query.getOrDefault("ids", List.of());
        if (!ids.isEmpty()) {
            filters.add(new Listing.ByIds(ids(ids)));
        }
        String organization = first(query, "organization_id");
        if (!organization.isEmpty()) {
            filters.add(new Listing.ByOrganization(id(organization, "organization_id")));
        }
        String identifier = text(query, "credentials_identifier");
        if (!identifier.isEmpty()) {
            filters.add(new Listing.ByIdentifier(Identifiers.normalise(identifier), identifier));
        }
        String prefix = text(query, "preview_credentials_identifier_similar");
        if (!prefix.isEmpty()) {
            filters.add(new Listing.ByPrefix(Identifiers.normalise(prefix)));
        }
        if (filters.size() > 1) {
            throw refused("Filters can't be combined.");
        }
        return filters.isEmpty() ? new Listing.All() : filters.getFirst();
    }

    private static List<UUID> ids(List<String> texts) {
        if (texts.size() > MOST_IDS) {
            throw refused("There may be " + MOST_IDS + " ids at most.");
        }
        return texts.stream().map(each -> id(each, "ids")).toList();
    }

    private static UUID id(String text, String name) {
        return UrlIds.read(text).orElseThrow(() -> refused("The parameter " + name + " is a UUID."));
    }

    /** Reads the types of {@code include_credential}. */
    static Set<CredentialsType> configs(Map<String, List<String>> query) {
        Set<CredentialsType> types = new HashSet<>();
        for (String each : query.getOrDefault("include_credential", List.of())) {
            types.add(CredentialsType.find(each)
                    .orElseThrow(() -> refused("include_credential names no credentials type.")));
        }
        return types;
    }

    private static String text(Map<String, List<String>> query, String name) {
        String text = first(query, name);
        Documents.checkText(text);
        return text;
    }

    private static String first(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst() == null ? "" : values.getFirst();
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
