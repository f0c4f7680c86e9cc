package io.ostiary.outbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTlsTest {

    private static final String URL =
            "postgresql://db:5432/ostiary?search_path=identity&role=ostiary_identity";

    @TempDir
    Path folder;

    /** As the manifests put the address together. */
    @Test
    void checksAuthorityAndNameWhenTheAddressAsksForIt() throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.crt"), "a certificate");
        PgConnectOptions server = PgConnectOptions.fromUri(URL + "&sslmode=verify-full");

        DatabaseTls.on(server, Optional.of(ca.toString()));

        assertThat(server.getSslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(server.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(server.getPemTrustOptions().getCertPaths()).containsExactly(ca.toString());
        assertThat(server.getProperties()).containsEntry("role", "ostiary_identity");
    }

    @Test
    void leavesAnAddressWithoutTlsAlone() throws IOException {
        Path ca = Files.writeString(folder.resolve("ca.crt"), "a certificate");
        PgConnectOptions server = PgConnectOptions.fromUri(URL);

        DatabaseTls.on(server, Optional.of(ca.toString()));

        assertThat(server.getTrustOptions()).isNull();
    }

    @Test
    void countsAFileThatIsNotThereAsNone() {
        PgConnectOptions server = PgConnectOptions.fromUri(URL + "&sslmode=require");

        DatabaseTls.on(server, Optional.of(folder.resolve("none").toString()));

        assertThat(server.getTrustOptions()).isNull();
    }
}
