package io.ostiary.courier.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.courier.channel.DeliveryFailure;
import io.ostiary.courier.channel.DeliveryFailure.Kind;
import io.ostiary.jsonnet.Evaluated;
import io.ostiary.outbound.ConfiguredRequest;
import io.ostiary.outbound.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * What a failed attempt over HTTP means for the message. What a provider says of itself or of us (it is busy, it doesn't
 * know our key, it moved) costs the message nothing; other refusals are about the message (RFC 9110, section 15). What it says is
 * told to administrators without codes and links, and not to the log; a program's error is told to nobody, for it may hold
 * them in another form.
 */
final class HttpFailures {

    private HttpFailures() {}

    /** The body of the request. */
    static String bodyOf(Evaluated evaluated, ConfiguredRequest request) {
        return switch (evaluated) {
            case Evaluated.Value(JsonNode body) -> written(body, request);
            case Evaluated.Failed failed ->
                throw new DeliveryFailure(Kind.DEFERRED, "the channel's program for the body failed");
            case Evaluated.TooSlow slow ->
                throw new DeliveryFailure(Kind.DEFERRED, "the channel's program for the body did not end in time");
            case Evaluated.Busy busy ->
                throw new DeliveryFailure(Kind.TURNED_AWAY, "too many programs for bodies are running");
        };
    }

    private static String written(JsonNode body, ConfiguredRequest request) {
        try {
            return request.write(body);
        } catch (IllegalArgumentException e) {
            throw new DeliveryFailure(
                    Kind.DEFERRED, "the channel's program gave no body that can be sent: " + e.getMessage());
        }
    }

    /** Returns when the provider has accepted the message. */
    static void judge(Outcome outcome, Delivery delivery) {
        switch (outcome) {
            case Outcome.Answered(int status, var body) -> judge(status, ProviderWords.of(body.getBytes(), delivery));
            case Outcome.TooLong(int status) -> judge(status, "");
            case Outcome.Forbidden forbidden ->
                throw new DeliveryFailure(
                        Kind.TURNED_AWAY,
                        "the provider has a private address, which clients.http.disallow_private_ip_ranges forbids");
            case Outcome.Busy busy -> throw new DeliveryFailure(Kind.TURNED_AWAY, "too many calls are under way");
            case Outcome.Failed(Throwable cause) -> throw unanswered(cause);
        }
    }

    private static void judge(int status, String words) {
        if (status < 200 || status > 299) {
            String summary = "the provider answered with status " + status;
            throw new DeliveryFailure(kind(status), words.isEmpty() ? summary : summary + ": " + words, summary);
        }
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 407, 429, 502, 503, 504 -> Kind.TURNED_AWAY;
            default -> status < 400 ? Kind.TURNED_AWAY : Kind.REFUSED;
        };
    }

    private static DeliveryFailure unanswered(Throwable cause) {
        return switch (cause) {
            case ConnectException e -> unreachable(e);
            case NoRouteToHostException e -> unreachable(e);
            case UnknownHostException e -> unreachable(e);
            case SSLException e -> unreachable(e);
            default -> new DeliveryFailure(Kind.UNKNOWN, "the provider gave no whole answer in time");
        };
    }

    private static DeliveryFailure unreachable(Throwable cause) {
        return new DeliveryFailure(
                Kind.UNREACHABLE,
                "the provider can't be reached: " + cause.getClass().getSimpleName());
    }
}
