package io.ostiary.console.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.console.Hands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInFileTest {

    @TempDir
    Path folder;

    private final Hands clock = new Hands();
    private SignInFile entrance;

    @BeforeEach
    void open() throws IOException {
        entrance = new SignInFile(folder.resolve("console"), "http://127.0.0.1:1", new SignInSessions(clock));
    }

    @Test
    void letsWhoeverReadsTheFileInOnce() throws IOException {
        String address = read("change");

        Optional<String> session = entrance.enter(address);
        assertThat(session.flatMap(this::operator)).contains(new Operator("developer", Role.CHANGE));
        assertThat(entrance.enter(address)).isEmpty();
        assertThat(read("change")).isNotEqualTo(address);
        assertThat(entrance.enter(read("change").replaceFirst(".*token=", ""))).isPresent();
    }

    @Test
    void eachFileIsForItsRole() throws IOException {
        assertThat(entrance.enter(read("look")).flatMap(this::operator)).contains(new Operator("developer", Role.LOOK));
    }

    @Test
    void nobodyElseReadsTheFiles() throws IOException {
        for (String role : List.of("look", "change")) {
            assertThat(Files.getPosixFilePermissions(file(role)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("console")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aSessionEndsByItselfOrWhenItIsLeft() throws IOException {
        String one = entrance.enter(read("change")).orElseThrow();
        String other = entrance.enter(read("change")).orElseThrow();

        entrance.leave(one);
        assertThat(operator(one)).isEmpty();
        clock.turn(SignInSessions.LIFESPAN.minus(Duration.ofSeconds(1)));
        assertThat(operator(other)).isPresent();
        clock.turn(Duration.ofSeconds(1));
        assertThat(operator(other)).isEmpty();
    }

    @Test
    void strangersStayStrangers() {
        assertThat(entrance.enter("")).isEmpty();
        assertThat(operator("nonsense")).isEmpty();
    }

    private Optional<Operator> operator(String session) {
        Arrival arrival = entrance.arrival(new Caller() {
            @Override
            public String peer() {
                return "";
            }

            @Override
            public List<String> headers(String name) {
                return List.of();
            }

            @Override
            public Optional<String> cookie(String name) {
                return name.equals(SignInSessions.COOKIE) ? Optional.of(session) : Optional.empty();
            }
        });
        return arrival instanceof Arrival.Known known ? Optional.of(known.operator()) : Optional.empty();
    }

    private String read(String role) throws IOException {
        return Files.readString(file(role)).strip();
    }

    private Path file(String role) {
        return folder.resolve("console/sign-in-" + role + ".url");
    }
}
