package io.ostiary.courier.channel.http;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.ChannelSource;
import io.ostiary.jsonnet.Jsonnet;
import io.ostiary.jsonnet.JsonnetBounds;
import io.ostiary.outbound.ConfiguredRequest;
import io.ostiary.outbound.OutboundBounds;
import io.ostiary.outbound.OutboundClient;
import io.ostiary.outbound.OutboundRules;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The channels {@code courier.channels}, and the one for mail where {@code courier.delivery_strategy} is {@code http}.
 * Programs are loaded once at start. Without any such channel nothing is started.
 */
@Startup
@Singleton
public class HttpChannels implements ChannelSource {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 1 << 16;

    private final @Nullable OutboundClient client;
    private final @Nullable Jsonnet jsonnet;
    private final List<Channel> channels;

    /**
     * @throws ConfigurationException when a channel's program can't be loaded or its request can't be written
     */
    HttpChannels(Configuration configuration, Vertx vertx) {
        Map<String, String> sections = sections(configuration);
        if (sections.isEmpty()) {
            this.client = null;
            this.jsonnet = null;
            this.channels = List.of();
            return;
        }
        int hands = configuration.integer("ostiary.courier.dispatchers");
        OutboundClient calls = new OutboundClient(
                vertx, OutboundRules.of(configuration), new OutboundBounds(DEADLINE, LARGEST_ANSWER, hands, 2 * hands));
        Jsonnet programs = new Jsonnet(JsonnetBounds.USUAL);
        this.client = calls;
        this.jsonnet = programs;
        this.channels = sections.entrySet().stream()
                .<Channel>map(each -> channel(configuration, each.getKey(), each.getValue(), calls, programs))
                .toList();
    }

    /** Where the request of each channel is described; of several with one id the first counts. */
    private static Map<String, String> sections(Configuration configuration) {
        Map<String, String> sections = new LinkedHashMap<>();
        int listed = configuration.tree("courier.channels").size();
        for (int i = 0; i < listed; i++) {
            String path = "courier.channels." + i;
            sections.putIfAbsent(configuration.text(path + ".id"), path + ".request_config");
        }
        if (configuration.text("courier.delivery_strategy").equals("http")) {
            sections.put("email", "courier.http.request_config");
        }
        return sections;
    }

    private static HttpChannel channel(
            Configuration configuration, String id, String section, OutboundClient client, Jsonnet jsonnet) {
        return new HttpChannel(
                id, ConfiguredRequest.of(configuration, section), program(configuration, section), client, jsonnet);
    }

    private static String program(Configuration configuration, String section) {
        String key = section + ".body";
        try {
            String url = configuration.optionalText(key).orElse("");
            return url.isEmpty() ? usualProgram() : configuration.resources().readText(url);
        } catch (IOException e) {
            throw new ConfigurationException(key, "can't be loaded: " + e.getMessage());
        }
    }

    private static String usualProgram() throws IOException {
        try (InputStream in = HttpChannels.class.getResourceAsStream("/channel/body.jsonnet")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close();
        }
        if (jsonnet != null) {
            jsonnet.close();
        }
    }
}
