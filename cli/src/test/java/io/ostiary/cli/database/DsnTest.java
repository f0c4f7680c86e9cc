package io.ostiary.cli.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {

    @Test
    void readsAnAddressWithEncodedCredentials() {
        Dsn dsn = Dsn.parse("postgres://us%40er:p%3Ass+word@db.example.org:6432/suite?sslmode=require&max_conns=20");
        assertThat(dsn.host()).isEqualTo("db.example.org");
        assertThat(dsn.port()).isEqualTo(6432);
        assertThat(dsn.database()).isEqualTo("suite");
        assertThat(dsn.user()).isEqualTo("us@er");
        assertThat(dsn.password()).isEqualTo("p:ss+word");
        assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:6432/suite?sslmode=require");
    }

    @Test
    void fillsPortAndDatabase() {
        Dsn dsn = Dsn.parse("postgresql://someone@127.0.0.1");
        assertThat(dsn.port()).isEqualTo(5432);
        assertThat(dsn.database()).isEqualTo("someone");
        assertThat(dsn.password()).isEmpty();
    }

    @Test
    void givesServicesAnAddressWithRoleButWithoutCredentials() {
        Dsn dsn = Dsn.parse("postgres://user:secret@127.0.0.1:5432/suite?sslmode=disable");
        assertThat(dsn.reactiveUrl(ServiceSchema.FLOW, "ostiary_flow"))
                .isEqualTo("postgresql://127.0.0.1:5432/suite?search_path=flow&role=ostiary_flow&sslmode=disable");
        assertThat(dsn.reactiveUrl(ServiceSchema.FLOW, null)).doesNotContain("role");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://user:secret@127.0.0.1/suite",
                "postgres://127.0.0.1/suite",
                "postgres://user:secret@/suite",
                "postgres://user:sec ret@127.0.0.1/suite"
            })
    void refusesOtherAddressesWithoutShowingThem(String text) {
        assertThatThrownBy(() -> Dsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("127.0.0.1")
                .hasMessageNotContaining("sec");
    }

    @Test
    void doesNotShowItsPassword() {
        assertThat(Dsn.parse("postgres://user:secret@127.0.0.1/suite").toString())
                .isEqualTo("127.0.0.1:5432/suite");
    }

    @Test
    void takesHostNamesWithUnderscores() {
        Dsn dsn = Dsn.parse("postgres://u:p@my_db:5432/db");

        assertThat(dsn.host()).isEqualTo("my_db");
        assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://my_db:5432/db");
    }

    @Test
    void handsOnWhatProtectsTheConnection() {
        Dsn dsn = Dsn.parse("postgres://u:p@db/suite?sslmode=verify-full&sslrootcert=/etc/tls/own%20ca.pem"
                + "&sslcert=/etc/tls/tls.crt&sslkey=/etc/tls/tls.key");

        String tls =
                "sslmode=verify-full&sslrootcert=/etc/tls/own%20ca.pem&sslcert=/etc/tls/tls.crt&sslkey=/etc/tls/tls.key";
        assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/suite?" + tls);
        assertThat(dsn.reactiveUrl(ServiceSchema.FLOW, null))
                .isEqualTo("postgresql://db:5432/suite?search_path=flow&" + tls);
        assertThat(dsn.warnings()).isEmpty();
    }

    @Test
    void namesParametersThatHaveNoEffectWithoutTheirValues() {
        Dsn dsn = Dsn.parse("postgres://u:p@db/suite?sslmode=disable&search_path=public&max_conns=20&passfile=secret");

        assertThat(dsn.warnings())
                .containsExactly(
                        "max_conns has no effect; ostiary.database.*.pool_size sets how many connections a service has",
                        "passfile has no effect",
                        "search_path has no effect");
    }
}
