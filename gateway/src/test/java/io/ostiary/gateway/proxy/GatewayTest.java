package io.ostiary.gateway.proxy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with narrow limits before services that note what they get. */
abstract class GatewayTest {

    static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway("{body_limit: 1MB, answer_timeout: 1s, connections: 4, queue: 2}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.services.values().forEach(service -> service.received.clear());
    }
}
