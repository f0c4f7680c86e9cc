package io.ostiary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a request comes from: the peer, or what a trusted proxy in front reports. A proxy that sets
 * one header passes the others on as the client sent them, so the configuration should name the one;
 * where it names none, those of the contract are read in its order. Belongs to one event loop.
 */
final class ClientAddress {

    private static final List<String> CONTRACT =
            List.of("True-Client-IP", "Cf-Connecting-IP", "X-Real-IP", "X-Forwarded-For");

    private static final int REMEMBERED_PEERS = 4096;

    private static final int LONGEST_ADDRESS = 45;

    private static final List<Network> PRIVATE = List.of(
            Network.parse("10.0.0.0/8"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.168.0.0/16"),
            Network.parse("fc00::/7"));

    private final List<Network> trusted;

    private final List<String> headers;

    private final Map<String, Boolean> peers = new HashMap<>();

    /**
     * @param trusted networks whose headers are believed
     * @param header in which they report the client's address: one address, or the way of the
     *     request with the nearest last; empty: the contract's headers
     */
    ClientAddress(List<Network> trusted, Optional<String> header) {
        this.trusted = trusted;
        this.headers = header.map(List::of).orElse(CONTRACT);
    }

    Origin of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return isTrusted(peer)
                ? new Origin(reported(request.headers(), peer), true, RequestId.reported(request.headers()))
                : new Origin(peer, false, RequestId.next());
    }

    private boolean isTrusted(String peer) {
        if (peers.size() > REMEMBERED_PEERS) {
            peers.clear();
        }
        return peers.computeIfAbsent(peer, address -> Network.anyContains(trusted, address));
    }

    private String reported(MultiMap sent, String peer) {
        for (String header : headers) {
            List<String> reports = sent.getAll(header);
            if (!reports.isEmpty()) {
                String address = lastOutside(String.join(",", reports), "");
                if (!address.isEmpty()) {
                    return address;
                }
            }
        }
        return peer;
    }

    private String lastOutside(String chain, String peer) {
        String[] addresses = chain.split(",");
        for (int i = addresses.length - 1; i >= 0; i--) {
            String address = addresses[i].strip();
            if (looksLikeAddress(address) && (addresses.length == 1 || !isOurs(address))) {
                return address;
            }
        }
        return peer;
    }

    private boolean isOurs(String address) {
        return Network.anyContains(PRIVATE, address) || Network.anyContains(trusted, address);
    }

    private static boolean looksLikeAddress(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ADDRESS && Network.isAddress(text);
    }
}
