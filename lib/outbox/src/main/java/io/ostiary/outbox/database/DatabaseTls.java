package io.ostiary.outbox.database;

import io.vertx.core.net.JksOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * TLS to PostgreSQL as the parameters of the address ask for it, in the words of libpq (PostgreSQL 18, 32.19): {@code
 * sslmode}, {@code sslrootcert} (PEM; without it, or with {@code system}, who the JDK trusts), {@code sslcert} and
 * {@code sslkey} (PEM, PKCS#8). The client itself reads only the first and drops the others.
 */
final class DatabaseTls {

    static final String ROOT = "sslrootcert";
    private static final String CERTIFICATE = "sslcert";
    private static final String KEY = "sslkey";
    private static final String SYSTEM = "system";

    private DatabaseTls() {}

    /**
     * The options with what the parameters ask for.
     *
     * @param options that have the {@code sslmode} already
     * @param parameters of the address
     * @throws IllegalArgumentException if there is a certificate without a key, or the other way round
     */
    static PgConnectOptions on(PgConnectOptions options, Map<String, String> parameters) {
        String root = parameters.get(ROOT);
        String certificate = parameters.get(CERTIFICATE);
        String key = parameters.get(KEY);
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("the database's address needs both sslcert and sslkey, or neither");
        }
        if (key != null) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key));
        }
        switch (options.getSslMode()) {
            case DISABLE, ALLOW, PREFER -> options.setTrustAll(true);
            // With a root certificate this is verify-ca, as libpq has it.
            case REQUIRE -> {
                if (root == null) {
                    options.setTrustAll(true);
                } else {
                    options.setSslMode(SslMode.VERIFY_CA).setTrustOptions(trust(root));
                }
            }
            case VERIFY_CA -> options.setTrustOptions(trust(root));
            case VERIFY_FULL -> options.setTrustOptions(trust(root)).setHostnameVerificationAlgorithm("HTTPS");
        }
        return options;
    }

    private static TrustOptions trust(@Nullable String root) {
        return root == null || root.equals(SYSTEM) ? ofTheJdk() : new PemTrustOptions().addCertPath(root);
    }

    private static TrustOptions ofTheJdk() {
        Path store = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        return new JksOptions().setPath(store.toString());
    }
}
