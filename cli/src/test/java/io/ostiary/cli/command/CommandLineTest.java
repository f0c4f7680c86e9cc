package io.ostiary.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Command lines as people have them in their scripts, those for the reference among them. */
class CommandLineTest {

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("kratos.yml"), """
                dsn: "sqlite://file::memory:?_fk=true"
                identity: {schemas: [{id: default, url: 'file://nope.json'}]}
                selfservice: {default_browser_return_url: 'http://127.0.0.1:4455/'}
                """);
    }

    @Test
    void takesTheFileBeforeTheCommand() {
        assertThat(run("-c", file.toString(), "migrate", "sql", "-e", "--yes")).isZero();
        assertThat(run("migrate", "-c", file.toString(), "sql", "-e", "--yes")).isZero();
        assertThat(run("migrate", "sql", "-c", file.toString(), "-e", "--yes")).isZero();
        assertThat(run("migrate", "sql", "up", "--config=" + file, "-y")).isZero();
    }

    @Test
    void findsTheFileOfAFolder() {
        assertThat(run("-c", folder.toString(), "migrate", "sql", "-e", "--yes"))
                .isZero();
        assertThat(run("-c", folder.resolve("none").toString(), "migrate", "sql", "-e", "--yes"))
                .isEqualTo(1);
    }

    @Test
    void refusesAtOnceAndInOneLine() {
        assertThat(run("serve", "-c", file.toString(), "--dev", "--watch-courier", "--sqa-opt-out"))
                .isEqualTo(1);
        assertThat(errors.toString().strip())
                .isEqualTo("The configuration is not usable: identity.schemas.0.url: can't be loaded:"
                        + " nope.json does not exist in " + folder);
    }

    @Test
    void takesSeveralFilesOfWhichLaterOnesWin() throws IOException {
        Path over = Files.writeString(
                folder.resolve("over.yml"), "identity: {schemas: [{id: default, url: 'base64://W10='}]}\n");

        for (List<String> files :
                List.of(List.of("-c", file.toString(), "-c", over.toString()), List.of("-c", file + "," + over))) {
            CommandLine line = commandLine();
            String[] arguments =
                    Stream.concat(Stream.of("serve", "--dev"), files.stream()).toArray(String[]::new);

            assertThat(line.execute(arguments)).isEqualTo(1);
            assertThat(errors.toString()).contains("identity.schemas.0.url: is not a JSON object");
        }
    }

    @Test
    void saysWhatTakesThePlaceOfACommandOfTheReference() {
        for (String words : List.of(
                "courier watch -c F",
                "identities list",
                "list identities",
                "get identity x",
                "delete identity x",
                "import identities a.json",
                "validate identity a.json",
                "remote status --endpoint http://x",
                "jsonnet format a",
                "lint a.jsonnet",
                "format a.jsonnet",
                "completion bash",
                "hashers argon2 hash secret",
                "hashers argon2 load-test 10",
                "migrate sql down 2")) {
            assertThat(run(words.split(" "))).as(words).isEqualTo(1);
            assertThat(errors.toString().strip().lines())
                    .as(words)
                    .singleElement()
                    .asString()
                    .doesNotContain("Did you mean");
        }
    }

    @Test
    void namesTheDatabaseThatIsTyped() {
        assertThat(run("migrate", "sql", "mysql://u:p@h/db", "--yes")).isEqualTo(1);
        assertThat(errors.toString()).contains("starts with postgres://");
        assertThat(run("migrate", "sql", "status", "postgres://u:p@127.0.0.1:1/db"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("can't be read");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(run("version")).isZero();
    }

    private int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        errors.getBuffer().setLength(0);
        return Main.commandLine().setErr(new PrintWriter(errors, true));
    }
}
