package io.ostiary.suite.race;

import io.ostiary.suite.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Opens all connections first and lets them all go at the same moment. */
final class Start {

    private static final int LIMIT_SECONDS = 40;
    private static final Executor THREADS = each -> Thread.ofVirtual().start(each);

    private Start() {}

    /**
     * Sends a round's requests, each over a connection of its own, to the ports in turn.
     *
     * @return the answers, in the order of the connections
     */
    static List<RawConnection.Answer> all(Race.Round round, int connections, int... ports) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(connections);
        List<RawConnection> open = new ArrayList<>();
        try {
            List<CompletableFuture<RawConnection.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                open.add(new RawConnection(ports[i % ports.length]));
            }
            for (int i = 0; i < connections; i++) {
                RawConnection connection = open.get(i);
                RawConnection.Request request = round.request(i);
                answers.add(CompletableFuture.supplyAsync(() -> send(barrier, connection, request), THREADS));
            }
            List<RawConnection.Answer> all = new ArrayList<>();
            for (CompletableFuture<RawConnection.Answer> each : answers) {
                all.add(each.get(LIMIT_SECONDS, TimeUnit.SECONDS));
            }
            return all;
        } finally {
            for (RawConnection each : open) {
                each.close();
            }
        }
    }

    private static RawConnection.Answer send(
            CyclicBarrier barrier, RawConnection connection, RawConnection.Request request) {
        try {
            barrier.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            return connection.send(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
