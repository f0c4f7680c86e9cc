package io.ostiary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.gateway.route.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may hold of the gateway while its request isn't complete. */
class ClientLimitsIT {

    private static final String START = "GET /sessions/whoami HTTP/1.1\r\nHost: a\r\n";

    private final List<RawClient> clients = new ArrayList<>();

    private RunningGateway gateway;

    @AfterEach
    void stop() throws IOException {
        for (RawClient each : clients) {
            each.close();
        }
        gateway.close();
    }

    @Test
    void answersOthersWhileTwoThousandConnectionsAreSlow() throws Exception {
        start("{request_budget: 1MB}", "127.0.0.1");
        for (int i = 0; i < 2000; i++) {
            String from = "127.1." + i / 250 + "." + (1 + i % 250);
            client(from).sendWhatIsTaken(START + "a:\r\n".repeat(90) + "b: " + "x".repeat(8_000));
        }

        assertThat(gateway.getPublic("/sessions/whoami").statusCode()).isEqualTo(200);
        until(() -> refusals("too_many_large") + connections() == 2000 + 1);
        assertThat(refusals("too_many_large")).isPositive();
        assertThat(budgetLeft()).isBetween(0d, 1024d * 1024);
        for (RawClient each : clients) {
            each.close();
        }
        until(() -> budgetLeft() == 1 << 20 && connections() <= 1);
    }

    @Test
    void closesConnectionsBeyondTheLimitOfAnAddress() throws Exception {
        start("{client_connections_per_address: 3}", "127.0.0.1");
        for (int i = 0; i < 5; i++) {
            client("127.9.9.9").send("GET /");
        }

        until(() -> refusedConnections("address") == 2);
        assertThat(client("127.9.9.8").send(START + "Connection: close\r\n\r\n").readAll())
                .startsWith("HTTP/1.1 200");
        clients.getFirst().close();
        until(() -> connections() == 2);
        assertThat(client("127.9.9.9").send(START + "Connection: close\r\n\r\n").readAll())
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void doesNotCountTrustedProxiesByAddress() throws Exception {
        start("{client_connections_per_address: 1, client_connections: 4}", "127.9.0.0/16");
        for (int i = 0; i < 6; i++) {
            client("127.9.9.9").send("GET /");
        }

        until(() -> refusedConnections("all") == 2);
        assertThat(refusedConnections("address")).isZero();
        assertThat(gateway.getAdmin("/admin/identities/1").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesTooManyHeaderFields() throws Exception {
        start("{}", "127.0.0.1");

        assertThat(client("127.0.0.1")
                        .sendWhatIsTaken(START + "Connection: close\r\n" + "a:\r\n".repeat(98) + "\r\n")
                        .readAll())
                .startsWith("HTTP/1.1 200");
        // without an end: it is refused before it is complete
        assertThat(client("127.0.0.1")
                        .sendWhatIsTaken(START + "a:\r\n".repeat(101))
                        .readAll())
                .contains(" 431 ")
                .contains("\"code\":431");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000, 50_000})
    void tellsWhoIsStillSendingWhyItIsRefused(int fields) throws Exception {
        start("{}", "127.0.0.1");
        String all = START + "a: b\r\n".repeat(fields) + "\r\n";

        for (int i = 0; i < 20; i++) {
            assertThat(client("127.0.0.1").sendWhatIsTaken(all).readAll())
                    .contains(" 431 ")
                    .contains("\"code\":431");
        }
    }

    @Test
    void listensForAWhileOnlyToWhoIsRefused() throws Exception {
        start("{}", "127.0.0.1");
        RawClient client = client("127.0.0.1").sendWhatIsTaken(START + "a:\r\n".repeat(101));

        assertThat(client.readAll()).contains(" 431 ");

        until(() -> {
            client.sendWhatIsTaken("more");
            return connections() == 0;
        });
    }

    @Test
    void refusesHeadersThatDoNotEnd() throws Exception {
        start("{header_timeout: 300ms}", "127.0.0.1");

        assertThat(client("127.0.0.1").send(START + "a: b\r\n").readAll()).startsWith("HTTP/1.1 408");
        assertThat(client("127.0.0.1").readAll()).isEmpty();
        assertThat(client("127.0.0.1").send(START + "\r\n" + "GET /").readAll())
                .startsWith("HTTP/1.1 200")
                .contains("HTTP/1.1 408");
    }

    @Test
    void leavesAConnectionWithoutARequestOpen() throws Exception {
        start("{header_timeout: 300ms}", "127.0.0.1");
        RawClient client = client("127.0.0.1").send(START + "\r\n");
        RawClient silent = client("127.0.0.1");

        assertThat(silent.readAll()).isEmpty();
        assertThat(client.send(START + "Connection: close\r\n\r\n").readAll())
                .matches("(?s)HTTP/1.1 200.*HTTP/1.1 200.*");
    }

    @Test
    void refusesABodyThatDoesNotArrive() throws Exception {
        start("{body_timeout: 300ms}", "127.0.0.1");

        assertThat(client("127.0.0.1")
                        .send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nab")
                        .readAll())
                .startsWith("HTTP/1.1 408");
    }

    @Test
    void holdsNoMoreSmallBodiesThanTheBudget() throws Exception {
        start("{request_budget: 100KB}", "127.0.0.1");
        String head = "POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ";
        client("127.0.0.1").send(head + "60000\r\n\r\n");
        until(() -> budgetLeft() < 60_000);

        assertThat(client("127.0.0.1")
                        .send(head + "60000\r\n\r\n" + "x".repeat(60_000))
                        .readAll())
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: 1");
        assertThat(client("127.0.0.1")
                        .send(head + "4000\r\n\r\n" + "x".repeat(4_000))
                        .readAll())
                .startsWith("HTTP/1.1 200");
        clients.getFirst().close();
        until(() -> budgetLeft() == 100 * 1024);
    }

    @Test
    void refusesTrailersAndChunkExtensionsWithoutEnd() throws Exception {
        start("{}", "127.0.0.1");
        String head = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        gateway.service(Target.FLOW).on("/a", Echo::length);

        for (String tail : List.of("1\r\na\r\n0\r\n" + "a:\r\n".repeat(1000), "1;" + "x".repeat(1000))) {
            assertThat(client("127.0.0.1").sendWhatIsTaken(head + tail).readAll())
                    .doesNotContain("HTTP/1.1 200");
        }
        assertThat(client("127.0.0.1")
                        .send(head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                                + "1;a=b\r\na\r\n".repeat(500)
                                + "0\r\nX: y\r\n\r\n")
                        .readAll())
                .startsWith("HTTP/1.1 200")
                .endsWith("500");
    }

    @Test
    void refusesTooManyRequestsWithoutWaiting() throws Exception {
        start("{}", "127.0.0.1");

        assertThat(client("127.0.0.1")
                        .sendWhatIsTaken((START + "\r\n").repeat(1000))
                        .readAll())
                .contains("HTTP/1.1 200")
                .contains("HTTP/1.1 400");
        assertThat(client("127.0.0.1")
                        .send((START + "\r\n").repeat(20) + START + "Connection: close\r\n\r\n")
                        .readAll()
                        .split("HTTP/1.1 200"))
                .hasSize(22);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nabcde",
                "Transfer-Encoding: gzip\r\n\r\nGET /schemas HTTP/1.1\r\nHost: a\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            })
    void refusesBodiesWhoseEndIsAMatterOfOpinion(String rest) throws Exception {
        start("{}", "127.0.0.1");

        String answer = client("127.0.0.1")
                .sendWhatIsTaken("POST /a HTTP/1.1\r\nHost: a\r\n" + rest)
                .readAll();

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("connection: close")
                .containsOnlyOnce("HTTP/1.1");
        assertThat(gateway.services.values()).allMatch(service -> service.received.isEmpty());
    }

    @Test
    void refusesTransferCodingOfHttp10() throws Exception {
        start("{}", "127.0.0.1");

        String answer = client("127.0.0.1")
                .sendWhatIsTaken("POST /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .readAll();

        assertThat(answer).contains(" 400 ");
        assertThat(gateway.services.values()).allMatch(service -> service.received.isEmpty());
    }

    @Test
    void chargesLargeBodiesByWhatArrives() throws Exception {
        start("{body_budget: 1MB, body_limit: 5MB}", "127.0.0.1");
        gateway.service(Target.FLOW).on("/length", Echo::length);
        String head = "POST /length HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ";
        for (int i = 0; i < 4; i++) {
            client("127.0.0.1").send(head + "5000000\r\n\r\nx");
        }
        until(() -> gateway.service(Target.FLOW).received.size() == 4);

        assertThat(client("127.0.0.1")
                        .send(head + "900000\r\n\r\n" + "x".repeat(900_000))
                        .readAll())
                .startsWith("HTTP/1.1 200");
    }

    private void start(String section, String trusted) throws IOException {
        gateway = new RunningGateway(section + ", serve: {trusted_proxies: [\"" + trusted + "\"]}");
    }

    private RawClient client(String from) throws IOException {
        RawClient client = new RawClient(from, gateway.publicPort);
        clients.add(client);
        return client;
    }

    private double connections() {
        return gateway.registry
                .get("ostiary.gateway.client.connections")
                .tags("listener", "public")
                .gauge()
                .value();
    }

    private double budgetLeft() {
        return gateway.registry
                .get("ostiary.gateway.budget.left")
                .tags("budget", "requests")
                .gauge()
                .value();
    }

    private double refusals(String reason) {
        return gateway.registry
                .get("ostiary.gateway.refusals")
                .tags("reason", reason)
                .functionCounter()
                .count();
    }

    private double refusedConnections(String limit) {
        return gateway.registry
                .get("ostiary.gateway.client.connections.refused")
                .tags("limit", limit)
                .functionCounter()
                .count();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
