package io.ostiary.suite.race;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.suite.RawConnection;
import io.ostiary.suite.RawConnection.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Something that only one of many can get. */
interface Race {

    /**
     * Prepares what the next round is about.
     *
     * @param round number of the round, from 0
     */
    Round begin(int round);

    /** Whether the requests go to the admin port, not to the public one. */
    default boolean isAdmin() {
        return false;
    }

    /** One prize. */
    interface Round {

        /**
         * The request of a connection.
         *
         * @param connection its number, from 0
         */
        Request request(int connection);

        /** Whether this answer gives the prize. */
        boolean isWon(RawConnection.Answer answer);

        /**
         * Told of each connection that has won.
         *
         * @param connection its number
         */
        default void won(int connection) {}

        /** Whether this answer is the contract's refusal. */
        boolean isRefused(RawConnection.Answer answer);

        /** How often the prize was given away, by what is stored. */
        int given();
    }

    /** A request with a JSON body. */
    static Request json(String method, String target, JsonNode body) {
        return RawConnection.json(method, target, body);
    }

    /** The same of a native app whose session that is. */
    static Request json(String method, String target, JsonNode body, String sessionToken) {
        var headers = Map.of(
                "Content-Type", "application/json", "Accept", "application/json", "X-Session-Token", sessionToken);
        return new Request(method, target, headers, bytes(body));
    }

    /** The answer to a request that is sent by itself. @param port of a gateway */
    static RawConnection.Answer sent(int port, Request request) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** The body of an answer, or a missing node. */
    static JsonNode body(RawConnection.Answer answer) {
        return answer.json();
    }

    /** The id of the first message of a form, or 0. */
    static int message(RawConnection.Answer answer) {
        return body(answer).at("/ui/messages/0/id").asInt();
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
