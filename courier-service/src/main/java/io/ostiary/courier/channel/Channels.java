package io.ostiary.courier.channel;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The channels that the configuration names. */
@ApplicationScoped
public class Channels {

    private final List<ChannelSource> sources;

    Channels(@All List<ChannelSource> sources) {
        this.sources = sources;
    }

    /**
     * Hands the message to the channel of that id. Without one the message waits, as for a provider
     * that is away.
     */
    public Uni<Void> send(String channelId, Delivery delivery) {
        Optional<Channel> channel = sources.stream()
                .flatMap(source -> source.channels().stream())
                .filter(each -> each.id().equals(channelId))
                .findFirst();
        return channel.isPresent()
                ? channel.get().send(delivery)
                : Uni.createFrom()
                        .failure(new DeliveryFailure(
                                DeliveryFailure.Kind.UNREACHABLE, "the configuration has no channel for " + channelId));
    }
}
