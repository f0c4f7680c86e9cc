package io.ostiary.console.entrance;

import java.util.List;

/** A proxy in front signs people in, and says in a header who it is. */
public final class TrustedHeader implements Entrance {

    private static final String EVERYBODY = "*";

    private final String header;
    private final List<Network> proxies;
    private final List<String> change;
    private final List<String> look;

    /**
     * @param header its name
     * @param proxies networks of the proxies, such as {@code 10.0.0.0/8}
     * @param change who may change; {@code *} is everybody
     * @param look who may look; {@code *} is everybody
     * @throws IllegalArgumentException when a network is none
     */
    public TrustedHeader(String header, List<String> proxies, List<String> change, List<String> look) {
        this.header = header;
        this.proxies = proxies.stream().map(Network::parse).toList();
        this.change = List.copyOf(change);
        this.look = List.copyOf(look);
    }

    @Override
    public Arrival arrival(Caller caller) {
        if (proxies.stream().noneMatch(each -> each.contains(caller.peer()))) {
            return new Arrival.Stranger();
        }
        List<String> values = caller.headers(header);
        if (values.isEmpty()) {
            return new Arrival.Stranger();
        }
        // Of two values one may be the client's own; of one with a comma a proxy may have made one.
        if (values.size() > 1 || !Operator.isName(values.getFirst())) {
            return new Arrival.Refused("The header " + header + " has to hold one name.");
        }
        String name = values.getFirst().strip();
        return new Arrival.Known(new Operator(name, role(name)));
    }

    private Role role(String name) {
        if (change.contains(name) || change.contains(EVERYBODY)) {
            return Role.CHANGE;
        }
        return look.contains(name) || look.contains(EVERYBODY) ? Role.LOOK : Role.NONE;
    }

    @Override
    public String advice() {
        return "Sign in at the proxy in front of this console, and come back.";
    }
}
