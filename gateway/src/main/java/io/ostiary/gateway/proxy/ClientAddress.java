package io.ostiary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a request comes from: the peer, or what a trusted proxy in front reports. The headers and
 * their order are the reference's; unlike there, a peer that isn't trusted can't claim an address.
 * Belongs to one event loop.
 */
final class ClientAddress {

    private static final int REMEMBERED_PEERS = 4096;

    private static final int LONGEST_ADDRESS = 45;

    private static final String[] SINGLE_ADDRESS_HEADERS = {"True-Client-IP", "Cf-Connecting-IP", "X-Real-IP"};

    private static final List<Network> PRIVATE = List.of(
            Network.parse("10.0.0.0/8"),
            Network.parse("172.16.0.0/12"),
            Network.parse("192.168.0.0/16"),
            Network.parse("fc00::/7"));

    private final List<Network> trusted;

    private final Map<String, Boolean> peers = new HashMap<>();

    /**
     * @param trusted networks whose headers are believed
     */
    ClientAddress(List<Network> trusted) {
        this.trusted = trusted;
    }

    String of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return isTrusted(peer) ? reported(request.headers(), peer) : peer;
    }

    private boolean isTrusted(String peer) {
        if (peers.size() > REMEMBERED_PEERS) {
            peers.clear();
        }
        return peers.computeIfAbsent(peer, address -> Network.anyContains(trusted, address));
    }

    private static String reported(MultiMap headers, String peer) {
        for (String name : SINGLE_ADDRESS_HEADERS) {
            String value = headers.get(name);
            if (value != null && looksLikeAddress(value.strip())) {
                return value.strip();
            }
        }
        String chain = headers.get("X-Forwarded-For");
        return chain == null ? peer : lastOutside(chain, peer);
    }

    private static String lastOutside(String chain, String peer) {
        String[] addresses = chain.split(",");
        for (int i = addresses.length - 1; i >= 0; i--) {
            String address = addresses[i].strip();
            if (looksLikeAddress(address) && !Network.anyContains(PRIVATE, address)) {
                return address;
            }
        }
        return peer;
    }

    private static boolean looksLikeAddress(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ADDRESS && Network.isAddress(text);
    }
}
