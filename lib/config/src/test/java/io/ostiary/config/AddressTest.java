package io.ostiary.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void takesHostNamesWithUnderscores() {
        Address address =
                Address.parse("smtp://mail_hog:1025/?disable_starttls=true").orElseThrow();

        assertThat(address.host()).isEqualTo("mail_hog");
        assertThat(address.port()).isEqualTo(1025);
        assertThat(address.query()).containsEntry("disable_starttls", "true");
        assertThat(Address.parse("postgres://u:p@my_db:5432/db").orElseThrow().path())
                .isEqualTo("/db");
    }

    @Test
    void readsLoginAsItIsMeant() {
        Address address =
                Address.parse("smtps://me%40example.org:p+%2F%3A@x@h/").orElseThrow();

        assertThat(address.user()).isEqualTo("me@example.org");
        assertThat(address.password()).isEqualTo(Secret.of("p+/:@x"));
        assertThat(address.port()).isEqualTo(-1);
        assertThat(address.toString()).doesNotContain("p+/:");
        assertThat(Address.parse("smtp://[::1]:25").orElseThrow().host()).isEqualTo("[::1]");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String text : new String[] {
            "",
            "smtp",
            "smtp://",
            "smtp://u:p#w@h",
            "smtp://user:hush@",
            "smtp://h:99999",
            "smtp://h:x",
            "smtp://%@h",
            "smtp://a b/"
        }) {
            assertThat(Address.parse(text)).as(text).isEmpty();
        }
    }
}
