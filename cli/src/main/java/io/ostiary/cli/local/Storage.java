package io.ostiary.cli.local;

import io.ostiary.cli.database.Dsn;
import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.cli.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack's data is, as {@code dsn} and {@code --data} say.
 *
 * @param folder the data folder
 * @param server a PostgreSQL server that runs already, in place of the embedded one
 * @param note a line for the person who started it, if there is one
 */
record Storage(
        DataFolder folder, @Nullable Dsn server, @Nullable String note) {

    /**
     * Opens what the plan names.
     *
     * <ul>
     *   <li>{@code postgres://…}: that server
     *   <li>{@code memory}, or nothing: embedded, in a fresh folder, or the one of {@code --data}
     *   <li>{@code sqlite://PATH}: embedded, kept beside PATH
     * </ul>
     */
    static Storage open(StackPlan plan) throws IOException {
        String dsn = plan.configuration().optionalText("dsn").orElse("memory");
        if (Dsn.isPostgres(dsn)) {
            return new Storage(folder(plan.data()), StackDatabase.parse("dsn", dsn), null);
        }
        Optional<Path> beside = KeptDatabase.folderOf(dsn);
        if (beside.isPresent()) {
            Path chosen = plan.data() == null ? beside.get() : plan.data();
            String note = "dsn names a SQLite file; the data is kept in an embedded PostgreSQL in %s instead"
                    .formatted(chosen.toAbsolutePath());
            return new Storage(folder(chosen), null, note);
        }
        if (dsn.equals("memory") || dsn.startsWith("sqlite://")) {
            return new Storage(folder(plan.data()), null, null);
        }
        throw new CommandFailure("dsn: is neither memory nor starts with postgres:// or sqlite://");
    }

    private static DataFolder folder(@Nullable Path kept) throws IOException {
        return kept == null ? DataFolder.temporary() : DataFolder.keep(kept);
    }
}
