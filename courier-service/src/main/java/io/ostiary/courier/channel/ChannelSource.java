package io.ostiary.courier.channel;

import java.util.List;

/** Makes the channels of one kind from the configuration. Implementations are beans. */
public interface ChannelSource {

    /** The configured channels of this kind; the same ones at each call. */
    List<Channel> channels();
}
