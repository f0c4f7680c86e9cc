package io.ostiary.courier.channel.smtp;

import io.ostiary.config.Configuration;
import io.ostiary.courier.channel.Channel;
import io.ostiary.courier.channel.ChannelSource;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The email channel, if {@code courier.smtp} is how email is delivered. */
@Startup
@Singleton
public class SmtpChannels implements ChannelSource {

    private final Optional<SmtpChannel> channel;

    SmtpChannels(Configuration configuration, Vertx vertx) {
        this.channel = configuration.text("courier.delivery_strategy").equals("smtp")
                ? SmtpSettings.of(configuration)
                        .map(settings -> new SmtpChannel(
                                vertx,
                                settings,
                                configuration.integer("ostiary.courier.dispatchers"),
                                configuration.duration("ostiary.courier.lease").dividedBy(2)))
                : Optional.empty();
    }

    @Override
    public List<Channel> channels() {
        return channel.map(Channel.class::cast).stream().toList();
    }

    @PreDestroy
    void close() {
        channel.ifPresent(SmtpChannel::close);
    }
}
