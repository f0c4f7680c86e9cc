package io.ostiary.gateway.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The route table. Within a listener the first route that matches wins; the last one matches
 * everything.
 */
public final class RouteTable {

    private final Map<Listener, Route[]> routes = new EnumMap<>(Listener.class);

    /**
     * A line of the file. Exactly one of prefix and pattern is set.
     *
     * @param prefix whole leading segments of the path
     * @param pattern a regular expression over the whole path
     * @param service who answers
     */
    private record Line(@Nullable String prefix, @Nullable String pattern, Target service) {}

    private record Lines(
            @JsonProperty("public") List<Line> publicLines,
            @JsonProperty("admin") List<Line> adminLines,
            @JsonProperty("v05-public") @Nullable List<Line> olderPublicLines,
            @JsonProperty("v05-admin") @Nullable List<Line> olderAdminLines) {}

    private sealed interface Route {
        Target target();

        boolean matches(String path);
    }

    private record Prefix(String prefix, Target target) implements Route {
        @Override
        public boolean matches(String path) {
            return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    /** What the gateway answers itself is one path, not a family. */
    private record Exactly(String path, Target target) implements Route {
        @Override
        public boolean matches(String requested) {
            return path.equals(requested);
        }
    }

    private record Shape(Pattern pattern, Target target) implements Route {
        @Override
        public boolean matches(String path) {
            return pattern.matcher(path).matches();
        }
    }

    private record Everything(Target target) implements Route {
        @Override
        public boolean matches(String path) {
            return true;
        }
    }

    private RouteTable(Lines lines) {
        routes.put(Listener.PUBLIC, compile(lines.publicLines()));
        routes.put(Listener.ADMIN, compile(lines.adminLines()));
        compile(Listener.V05_PUBLIC, lines.olderPublicLines());
        compile(Listener.V05_ADMIN, lines.olderAdminLines());
    }

    private void compile(Listener listener, @Nullable List<Line> lines) {
        if (lines != null) {
            routes.put(listener, compile(lines));
        }
    }

    /** The table that comes with the gateway. */
    public static RouteTable shipped() {
        try (InputStream in = RouteTable.class.getResourceAsStream("/routes.yaml")) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IOException when it isn't YAML of the shape that {@code routes.yaml} has
     * @throws IllegalArgumentException when a listener has no route for everything at its end
     */
    static RouteTable read(InputStream yaml) throws IOException {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new RouteTable(mapper.readValue(yaml, Lines.class));
    }

    /**
     * Who answers a path.
     *
     * @param path as it came, without the query
     */
    public Target match(Listener listener, String path) {
        for (Route route : of(listener)) {
            if (route.matches(path)) {
                return route.target();
            }
        }
        throw new IllegalStateException("the last route matches everything");
    }

    /** The services that a listener routes to. */
    public Set<Target> services(Listener listener) {
        EnumSet<Target> targets = EnumSet.noneOf(Target.class);
        for (Route route : of(listener)) {
            targets.add(route.target());
        }
        targets.remove(Target.GATEWAY);
        return targets;
    }

    private Route[] of(Listener listener) {
        return Objects.requireNonNull(routes.get(listener));
    }

    private static Route[] compile(List<Line> lines) {
        Route[] compiled = lines.stream().map(RouteTable::compile).toArray(Route[]::new);
        if (compiled.length == 0 || !(compiled[compiled.length - 1] instanceof Everything)) {
            throw new IllegalArgumentException("the last route of a listener must have the prefix /");
        }
        return compiled;
    }

    private static Route compile(Line line) {
        String prefix = line.prefix();
        String pattern = line.pattern();
        if (pattern != null && prefix == null) {
            return new Shape(Pattern.compile(pattern), line.service());
        }
        if (prefix == null || pattern != null) {
            throw new IllegalArgumentException("a route has either a prefix or a pattern");
        }
        if (line.service() == Target.GATEWAY) {
            return new Exactly(prefix, line.service());
        }
        return prefix.equals("/") ? new Everything(line.service()) : new Prefix(prefix, line.service());
    }
}
