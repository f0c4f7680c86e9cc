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

    /** The entrance by file, if there is one. */
    public Optional<SignInFile> file() {
        return all.stream()
                .filter(SignInFile.class::isInstance)
                .map(SignInFile.class::cast)
                .findFirst();
    }
}
