package io.ostiary.courier.channel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.courier.channel.Delivery;

/** What a program is given as {@code ctx} (contract). */
final class MessageContext {

    private MessageContext() {}

    /**
     * @param messageType {@code email} or {@code sms}
     */
    static ObjectNode of(String messageType, Delivery delivery) {
        ObjectNode context = Json.object()
                .put("recipient", delivery.recipient())
                .put("subject", delivery.letter().subject())
                .put("body", delivery.letter().text())
                .put("template_type", delivery.templateType())
                .put("message_type", messageType);
        context.set("template_data", delivery.data());
        // The contract keeps a place for headers of the person's request; they are not passed on.
        context.putNull("request_headers");
        if (delivery.letter().html() != null) {
            context.put("html_body", delivery.letter().html());
        }
        return context;
    }
}
