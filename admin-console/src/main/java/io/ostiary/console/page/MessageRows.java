package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import java.util.ArrayList;
import java.util.List;

/** Messages as rows; without subject and body, which may hold codes. */
final class MessageRows {

    private final Site site;

    MessageRows(Site site) {
        this.site = site;
    }

    Block.Table table(JsonNode messages) {
        List<Block.Row> rows = new ArrayList<>();
        messages.forEach(each -> rows.add(Block.Row.of(
                Cell.link(
                        each.path("template_type").asText("message").replace('_', ' '),
                        MessagesPage.PATH + "/" + Api.encoded(each.path("id").asText())),
                Cell.of(each.path("recipient").asText()),
                Cell.of(channel(each)),
                state(each.path("status").asText()),
                Cell.of(each.path("send_count").asText()),
                When.of(each.path("created_at").asText(), site.now()))));
        return new Block.Table(
                "Messages", List.of("What", "To", "By", "State", "Attempts", "Made"), rows, FormView.NONE);
    }

    static String channel(JsonNode message) {
        String channel = message.path("channel").asText("");
        return channel.isEmpty() ? message.path("type").asText() : channel;
    }

    static Cell state(String status) {
        return switch (status) {
            case "sent" -> Cell.badge(status, "ok");
            case "abandoned" -> Cell.badge(status, "danger");
            default -> Cell.badge(status, "warn");
        };
    }
}
