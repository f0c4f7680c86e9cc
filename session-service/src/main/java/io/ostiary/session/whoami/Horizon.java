package io.ostiary.session.whoami;

import java.util.List;

/**
 * The transactions that a look at the table {@code invalidation} could not see yet: those that were
 * under way, and all later ones. One that stays open for long is one number here; what others wrote
 * since is not read again because of it.
 *
 * @param next the first transaction that had not begun
 * @param open earlier ones that were not finished
 */
record Horizon(String next, List<String> open) {

    /**
     * Reads the text form of PostgreSQL's {@code pg_snapshot}, {@code xmin:xmax:open,open}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL,
     *     transaction ID and snapshot information</a>
     */
    static Horizon of(String snapshot) {
        String[] parts = snapshot.split(":", -1);
        return new Horizon(parts[1], parts[2].isEmpty() ? List.of() : List.of(parts[2].split(",")));
    }
}
