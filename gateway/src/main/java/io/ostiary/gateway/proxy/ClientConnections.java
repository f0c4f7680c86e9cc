package io.ostiary.gateway.proxy;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of clients at one listener. Shared by all event loops. */
final class ClientConnections {

    /** A customer of a provider gets a network of at least this size (RFC 6177). */
    private static final int NETWORK_BYTES = 8;

    private final int limit;

    private final int limitPerAddress;

    private final AtomicInteger open = new AtomicInteger();

    private final ConcurrentMap<String, Integer> byNetwork = new ConcurrentHashMap<>();

    /** Whether a connection may stay. */
    enum Entry {
        ADMITTED,
        TOO_MANY,
        TOO_MANY_FROM_ADDRESS
    }

    ClientConnections(ClientLimits limits) {
        this.limit = limits.connections();
        this.limitPerAddress = limits.perAddress();
    }

    /**
     * Counts a connection, unless there are too many.
     *
     * @param address of the peer
     * @param speaksForMany whether the peer is a trusted proxy, which is bound by the limit for all only
     */
    Entry enter(String address, boolean speaksForMany) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return Entry.TOO_MANY;
        }
        int fromHere = byNetwork.merge(network(address), 1, Integer::sum);
        if (fromHere > limitPerAddress && !speaksForMany) {
            leave(address);
            return Entry.TOO_MANY_FROM_ADDRESS;
        }
        return Entry.ADMITTED;
    }

    /** An admitted connection has ended. */
    void leave(String address) {
        open.decrementAndGet();
        byNetwork.computeIfPresent(network(address), (network, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.get();
    }

    private static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null || bytes.length <= NETWORK_BYTES
                ? address
                : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    }
}
