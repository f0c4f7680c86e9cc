package io.ostiary.cli.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.cli.problem.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {

    @Test
    void saysInOneLineWhichKeyNamesAPortThatIsTaken() throws IOException {
        Pages pages;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            pages = console(other.getLocalPort());

            assertThatThrownBy(pages::requireFree)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage(
                            "port %d (ostiary.console.port) is in use on 127.0.0.1; stop what listens there or set another port",
                            other.getLocalPort());
        }
        assertThatCode(pages::requireFree).doesNotThrowAnyException();
    }

    private static Pages console(int port) {
        var place = new Pages.Place("ostiary.console.port", "127.0.0.1", port);
        return new Pages(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(place));
    }
}
