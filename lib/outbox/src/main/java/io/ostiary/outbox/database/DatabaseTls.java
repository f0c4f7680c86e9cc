package io.ostiary.outbox.database;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whom the clients of PostgreSQL trust. Whether they encrypt at all is said by {@code sslmode} in the
 * address ({@code OSTIARY_DB_URL}).
 */
public final class DatabaseTls {

    /** Key of the PEM file with the authorities ({@code OSTIARY_DB_CA}); one that isn't there counts as none. */
    public static final String CA = "ostiary.db.ca";

    private DatabaseTls() {}

    /**
     * Adds the authorities, and for {@code verify-full} that the server's name is checked.
     *
     * @param ca path of the PEM file; without one those of Java are trusted
     */
    public static void on(PgConnectOptions server, Optional<String> ca) {
        if (server.getSslMode() == SslMode.DISABLE) {
            return;
        }
        ca.filter(file -> Files.isReadable(Path.of(file)))
                .ifPresent(file -> server.setPemTrustOptions(new PemTrustOptions().addCertPath(file)));
        if (server.getSslMode() == SslMode.VERIFY_FULL) {
            server.setHostnameVerificationAlgorithm("HTTPS");
        }
    }
}
