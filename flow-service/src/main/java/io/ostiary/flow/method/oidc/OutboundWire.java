package io.ostiary.flow.method.oidc;

import io.ostiary.config.Configuration;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.outbound.OutboundBounds;
import io.ostiary.outbound.OutboundClient;
import io.ostiary.outbound.OutboundRules;
import io.ostiary.outbound.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Calls providers by the suite's bounded client, as {@code clients.http} allows. */
@Singleton
class OutboundWire implements Wire {

    private static final Logger LOG = Logger.getLogger(OutboundWire.class);
    private static final OutboundBounds BOUNDS = new OutboundBounds(Duration.ofSeconds(10), 1 << 20, 32, 512);

    private final OutboundClient client;

    OutboundWire(Vertx vertx, Configuration configuration) {
        this.client = new OutboundClient(vertx, OutboundRules.of(configuration), BOUNDS);
    }

    @Override
    public Uni<Reply> send(Call call) {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.valueOf(call.method()));
        call.headers().forEach(request::putHeader);
        return client.send(call.url(), request, Buffer.buffer(call.body())).map(OutboundWire::reply);
    }

    private static Reply reply(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(int status, Buffer body) -> new Reply(status, body.toString());
            case Outcome.TooLong long_ -> throw Reply.unusable("The provider's answer is too long.");
            case Outcome.Forbidden(String host) -> {
                LOG.warnf("The provider %s has a private address, which clients.http forbids.", host);
                throw Reply.unusable("The provider's address may not be called.");
            }
            case Outcome.Busy busy ->
                throw new ProblemException(new Problem.TooManyRequests(
                        "Too many people sign in by a provider at this moment.", Duration.ofSeconds(1)));
            case Outcome.Failed(Throwable cause) -> {
                LOG.infof("A provider can't be reached: %s", cause.getClass().getSimpleName());
                throw Reply.unusable("The provider can't be reached at this moment. Try again later.");
            }
        };
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
