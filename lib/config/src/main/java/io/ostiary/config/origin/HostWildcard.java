package io.ostiary.config.origin;

import io.ostiary.config.Configuration;
import java.util.Locale;

/**
 * Tells addresses with a wildcard that somebody else's host may fit from those that keep to one
 * owner's domain. {@code https://*.example.org} is bounded: whatever stands for the star belongs to
 * who owns example.org. {@code https://*.org} and {@code https://*example.org} are not, anybody can
 * register a host that fits.
 */
public final class HostWildcard {

    private final boolean allowsUnbounded;

    /**
     * @param configuration {@code feature_flags.legacy_allow_insecure_origins} makes every wildcard
     *     good enough
     */
    public HostWildcard(Configuration configuration) {
        this.allowsUnbounded = configuration
                .optionalBool("feature_flags.legacy_allow_insecure_origins")
                .orElse(false);
    }

    /** Whether an address, an origin or a host may be used as a pattern; true without a star. */
    public boolean isUsable(String pattern) {
        int star = pattern.lastIndexOf('*');
        return star < 0 || allowsUnbounded || isBounded(pattern.substring(star));
    }

    /** After the label with the star a name has to follow that has a dot within. */
    private static boolean isBounded(String fromStar) {
        String authority = fromStar.split("[/?#]", 2)[0].split(":", 2)[0].toLowerCase(Locale.ROOT);
        int dot = authority.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String owned = authority.substring(dot + 1);
        int inner = owned.indexOf('.');
        return inner > 0 && inner < owned.length() - 1 && !owned.contains("..");
    }
}
