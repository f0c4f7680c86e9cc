package io.ostiary.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.cli.problem.CommandFailure;
import io.ostiary.config.Configuration;
import io.ostiary.config.StartChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewInstallationTest {

    /** What secures something without a value of its own. */
    private static final Pattern PLAIN = Pattern.compile(
            "\\s*(#.*|- .*|dsn: .*|enabled: true|use: code|default_.*|url: .*|from_address: .*|level: .*|)|.*:");

    @TempDir
    Path folder;

    @Test
    void startsWithoutAWarning() throws IOException {
        Path file = write("a.yml");
        Configuration configuration = Configuration.load(file, Map.of()).requireSecrets();

        StartChecks.check(configuration);
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void setsWhatTheStandardsAskFor() throws IOException {
        Configuration configuration = Configuration.load(write("a.yml"), Map.of());

        assertThat(configuration.duration("selfservice.methods.code.config.lifespan"))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.integer("selfservice.methods.password.config.min_password_length"))
                .isEqualTo(15);
        assertThat(configuration.bool("selfservice.methods.password.config.haveibeenpwned_enabled"))
                .isTrue();
        assertThat(configuration.bool("security.account_enumeration.mitigate")).isTrue();
        assertThat(configuration.bool("selfservice.flows.recovery.notify_unknown_recipients"))
                .isFalse();
    }

    @Test
    void namesAClauseBesideEveryKeyThatSecuresSomething() throws IOException {
        List<String> bare = Files.readAllLines(write("a.yml")).stream()
                .filter(line -> !PLAIN.matcher(line).matches())
                .filter(line -> !line.matches(".* # .*(ASVS|NIST) [0-9].*"))
                .toList();

        assertThat(bare).isEmpty();
    }

    @Test
    void makesSecretsOfItsOwnEachTime() throws IOException {
        Configuration one = Configuration.load(write("one/a.yml"), Map.of());
        Configuration other = Configuration.load(write("other/a.yml"), Map.of());

        assertThat(one.secrets("secrets.cookie"))
                .doesNotContainAnyElementsOf(other.secrets("secrets.cookie"))
                .doesNotContainAnyElementsOf(one.secrets("secrets.cipher"));
        assertThat(one.secret("secrets.cipher.0").reveal()).hasSize(32).matches("[A-Za-z0-9]+");
    }

    @Test
    void letsOnlyTheOwnerRead() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(write("a.yml"))))
                .isEqualTo("rw-------");
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        Path there = Files.writeString(folder.resolve("a.yml"), "mine");
        assertThatThrownBy(() -> new NewInstallation().write(there))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is there already");
        assertThat(there).hasContent("mine");

        Path schema = Files.writeString(folder.resolve(NewInstallation.SCHEMA), "mine");
        assertThatThrownBy(() -> new NewInstallation().write(folder.resolve("b.yml")))
                .isInstanceOf(CommandFailure.class);
        assertThat(schema).hasContent("mine");
        assertThat(folder.resolve("b.yml")).doesNotExist();
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        new NewInstallation().write(file);
        return file;
    }
}
