package io.ostiary.courier.channel.http;

import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.Delivery;
import io.ostiary.jsonnet.Jsonnet;
import io.ostiary.jsonnet.Program;
import io.ostiary.outbound.ConfiguredRequest;
import io.ostiary.outbound.OutboundClient;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;

/** Hands messages to one HTTP API. */
final class HttpChannel implements Channel {

    /** The message's id, the same in each attempt, so that a provider can drop repeats. */
    private static final String REPEAT_KEY = "Idempotency-Key";

    private final String id;
    private final ConfiguredRequest request;
    private final String program;
    private final OutboundClient client;
    private final Jsonnet jsonnet;

    /**
     * @param program Jsonnet that makes the body: a function of {@link MessageContext}
     */
    HttpChannel(String id, ConfiguredRequest request, String program, OutboundClient client, Jsonnet jsonnet) {
        this.id = id;
        this.request = request;
        this.program = program;
        this.client = client;
        this.jsonnet = jsonnet;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Uni<Void> send(Delivery delivery) {
        return jsonnet.evaluate(Program.ofContext(program, MessageContext.of(id, delivery)))
                .map(evaluated -> HttpFailures.bodyOf(evaluated, request))
                .chain(body -> client.send(request.url(), options(delivery), Buffer.buffer(body)))
                .invoke(outcome -> HttpFailures.judge(outcome, delivery))
                .replaceWithVoid();
    }

    private RequestOptions options(Delivery delivery) {
        RequestOptions options = request.options();
        return request.headers().containsKey(REPEAT_KEY)
                ? options
                : options.putHeader(REPEAT_KEY, delivery.messageId().toString());
    }
}
