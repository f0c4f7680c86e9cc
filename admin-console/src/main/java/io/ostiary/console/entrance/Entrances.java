package io.ostiary.console.entrance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All ways in, the first one that knows somebody decides. */
public final class Entrances {

    private final List<Entrance> all;

    public Entrances(List<Entrance> all) {
        this.all = List.copyOf(all);
    }

    /** Says who comes. */
    public Arrival arrival(Caller caller) {
        for (Entrance each : all) {
            Arrival arrival = each.arrival(caller);
            if (!(arrival instanceof Arrival.Stranger)) {
                return arrival;
            }
        }
        return new Arrival.Stranger();
    }

    /** What somebody unknown has to do. */
    public String advice() {
        return all.stream().map(Entrance::advice).collect(Collectors.joining(" "));
    }

    /** Ends a session, whosever it is. */
    public void leave(String session) {
        all.forEach(each -> each.leave(session));
    }

    /** The entrance by file, if there is one. */
    public Optional<SignInFile> file() {
        return find(SignInFile.class);
    }

    /** The entrance by an OpenID provider, if there is one. */
    public Optional<ProviderSignIn> provider() {
        return find(ProviderSignIn.class);
    }

    private <T extends Entrance> Optional<T> find(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
