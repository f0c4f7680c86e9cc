package io.ostiary.contract.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's paths and methods, by listener. */
public final class ContractRoutes {

    /** What happens to a request of a known path and method. */
    public enum Action {
        /** The owning service answers. */
        SERVE,
        /** The client is sent to the admin side. */
        TO_ADMIN,
        /** The client is sent to the public side. */
        TO_PUBLIC,
        /** There is nothing, and the client gets no cookie for asking. */
        NOTHING
    }

    /** What a path says about a method. */
    public sealed interface Match {

        /**
         * The path is part of the contract and takes the method.
         *
         * @param path as the table has it
         * @param shared whether one endpoint answers it in every generation
         */
        record Known(Action action, boolean open, String path, boolean shared) implements Match {}

        /**
         * The path is part of the contract, the method isn't. {@code allow} is the Allow header's
         * value.
         */
        record OtherMethods(String allow, boolean open) implements Match {}

        /** The path isn't part of the contract. */
        record Unknown() implements Match {}
    }

    private record Route(List<String> methods, String[] segments, Action action, boolean open, boolean shared) {

        boolean fits(String[] path) {
            if (path.length != segments.length) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                boolean variable = segments[i].startsWith("{");
                if (variable ? path[i].isEmpty() : !segments[i].equals(path[i])) {
                    return false;
                }
            }
            return true;
        }

        boolean takes(String method) {
            return methods.contains("*")
                    || methods.contains(method)
                    || "HEAD".equals(method) && methods.contains("GET");
        }

        boolean isExact() {
            return Arrays.stream(segments).noneMatch(s -> s.startsWith("{"));
        }
    }

    private static final Match UNKNOWN = new Match.Unknown();

    /** The routes of one listener. */
    private record Table(Map<String, List<Route>> exact, List<Route> patterns) {

        Table() {
            this(new HashMap<>(), new ArrayList<>());
        }

        void add(String path, Route route) {
            if (route.isExact()) {
                exact.computeIfAbsent(path, p -> new ArrayList<>()).add(route);
            } else {
                patterns.add(route);
            }
        }

        List<Route> candidates(String path) {
            List<Route> here = exact.get(path);
            if (here != null) {
                return here;
            }
            String[] segments = path.split("/", -1);
            return patterns.stream().filter(r -> r.fits(segments)).toList();
        }
    }

    private final Map<Listener, Table> tables;

    /**
     * Loads the table that the suite ships.
     *
     * @param brought lines of features beside it
     */
    public static ContractRoutes load(Stream<RouteLines> brought) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                ContractRoutes.class.getResourceAsStream("/routes/contract.txt"), StandardCharsets.UTF_8))) {
            return new ContractRoutes(Stream.concat(in.lines(), brought.flatMap(feature -> feature.lines().stream()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the table of routes can't be read", e);
        }
    }

    ContractRoutes(List<String> lines) {
        Map<Listener, Table> read = new EnumMap<>(Listener.class);
        lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> add(read, line));
        this.tables = read;
    }

    private static void add(Map<Listener, Table> tables, String line) {
        String[] words = line.trim().split("\\s+");
        Listener listener = Objects.requireNonNull(Listener.of(words[0]), line);
        Action action = switch (words[3]) {
            case "serve" -> Action.SERVE;
            case "admin" -> Action.TO_ADMIN;
            case "public" -> Action.TO_PUBLIC;
            case "nothing" -> Action.NOTHING;
            default -> throw new IllegalStateException("routes: what is " + words[3]);
        };
        List<String> marks = List.of(words).subList(4, words.length);
        Route route = new Route(
                List.of(words[1].split(",")),
                words[2].split("/", -1),
                action,
                marks.contains("open"),
                marks.contains("shared"));
        tables.computeIfAbsent(listener, l -> new Table()).add(words[2], route);
    }

    /** What the contract says about a path and method. */
    public Match match(Listener listener, String method, String path) {
        Table table = tables.get(listener);
        List<Route> candidates = table == null ? List.of() : table.candidates(path);
        if (candidates.isEmpty()) {
            return UNKNOWN;
        }
        Optional<Route> route = candidates.stream().filter(r -> r.takes(method)).findFirst();
        return route.isPresent()
                ? new Match.Known(
                        route.get().action(),
                        route.get().open(),
                        String.join("/", route.get().segments()),
                        route.get().shared())
                : new Match.OtherMethods(
                        allow(candidates), candidates.getFirst().open());
    }

    private static String allow(List<Route> routes) {
        TreeSet<String> methods =
                routes.stream().flatMap(r -> r.methods().stream()).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
