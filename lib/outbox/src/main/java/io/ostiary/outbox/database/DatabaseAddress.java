package io.ostiary.outbox.database;

import io.ostiary.config.Address;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where a service's database is, and all that its address asks for: the client reads only a few of the parameters and
 * drops the others without a word.
 */
public final class DatabaseAddress {

    private static final String URL = "quarkus.datasource.reactive.url";
    private static final String PREFIX = "vertx-reactive:";
    private static final String ROLE = "role";

    /** Key of a PEM file with the authorities to trust ({@code OSTIARY_DB_CA}); one that isn't there counts as none. */
    private static final String CA = "ostiary.db.ca";

    private DatabaseAddress() {}

    /**
     * Options for a connection that is not taken from the service's pool, with the same login, role and protection.
     *
     * @param settings of the process: {@code quarkus.datasource.reactive.url} and the login beside it
     * @throws IllegalArgumentException as {@link DatabaseTls#on} says
     */
    public static PgConnectOptions of(Config settings) {
        PgConnectOptions options = PgConnectOptions.fromUri(url(settings)).setCachePreparedStatements(true);
        settings.getOptionalValue("quarkus.datasource.username", String.class).ifPresent(options::setUser);
        settings.getOptionalValue("quarkus.datasource.password", String.class).ifPresent(options::setPassword);
        return complete(options, settings);
    }

    /** Adds to options that were read from the same address what the client dropped: {@code role}, and files for TLS. */
    static PgConnectOptions complete(PgConnectOptions options, Config settings) {
        Map<String, String> parameters =
                Address.parse(url(settings)).map(Address::query).orElse(Map.of());
        if (parameters.containsKey(ROLE)) {
            options.addProperty(ROLE, parameters.get(ROLE));
        }
        return DatabaseTls.on(options, withAuthorities(parameters, settings));
    }

    /** Where the address names no authorities, those of the file {@link #CA} are trusted, if it is there. */
    private static Map<String, String> withAuthorities(Map<String, String> parameters, Config settings) {
        Optional<String> file =
                settings.getOptionalValue(CA, String.class).filter(each -> Files.isReadable(Path.of(each)));
        if (file.isEmpty() || parameters.containsKey(DatabaseTls.ROOT)) {
            return parameters;
        }
        Map<String, String> all = new HashMap<>(parameters);
        all.put(DatabaseTls.ROOT, file.get());
        return all;
    }

    private static String url(Config settings) {
        String url = settings.getValue(URL, String.class);
        return url.startsWith(PREFIX) ? url.substring(PREFIX.length()) : url;
    }
}
