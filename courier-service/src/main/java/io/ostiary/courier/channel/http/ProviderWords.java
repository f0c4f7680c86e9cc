package io.ostiary.courier.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.courier.channel.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a provider says of a message that it refuses, for administrators: the beginning, in one line, without the codes and
 * links that providers repeat.
 */
final class ProviderWords {

    private static final int LONGEST = 200;
    private static final String HIDDEN = "…";

    private ProviderWords() {}

    /** The words; empty when there are none. */
    static String of(byte[] answer, Delivery delivery) {
        String words = new String(answer, StandardCharsets.UTF_8);
        for (String secret : secrets(delivery)) {
            words = words.replace(secret, HIDDEN);
        }
        words = words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return words.length() > LONGEST ? words.substring(0, LONGEST) + HIDDEN : words;
    }

    /** Longer ones first: a link holds its code. */
    private static List<String> secrets(Delivery delivery) {
        return delivery.data().properties().stream()
                .filter(each -> each.getKey().endsWith("_code") || each.getKey().endsWith("_url"))
                .map(Map.Entry::getValue)
                .map(JsonNode::asText)
                .filter(each -> !each.isEmpty())
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }
}
