package io.ostiary.console.entrance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An OpenID provider says who somebody is, and by a claim what that person may do. */
public final class ProviderSignIn implements Entrance {

    private static final String SUBJECT = "sub";

    private final Claims claims;
    private final SignInSessions sessions;

    /**
     * Where an ID token says it.
     *
     * @param name claim that is the operator's name; where it is absent, the subject is
     * @param roles claim that names groups or roles: a name, or a path with dots, such as {@code realm_access.roles}
     * @param change values of it that let somebody change
     * @param look values of it that let somebody look
     */
    public record Claims(String name, String roles, List<String> change, List<String> look) {

        public Claims {
            change = List.copyOf(change);
            look = List.copyOf(look);
        }
    }

    public ProviderSignIn(Claims claims, SignInSessions sessions) {
        this.claims = claims;
        this.sessions = sessions;
    }

    @Override
    public Arrival arrival(Caller caller) {
        return sessions.arrival(caller);
    }

    /**
     * Whom a token is about; empty when it gives no name that can be one.
     *
     * @param token what a verified ID token says
     */
    public Optional<Operator> operator(JsonObject token) {
        String name = String.valueOf(token.getValue(claims.name(), token.getValue(SUBJECT, "")));
        return Operator.isName(name) ? Optional.of(new Operator(name.strip(), role(token))) : Optional.empty();
    }

    private Role role(JsonObject token) {
        Set<String> held = held(token);
        if (claims.change().stream().anyMatch(held::contains)) {
            return Role.CHANGE;
        }
        return claims.look().stream().anyMatch(held::contains) ? Role.LOOK : Role.NONE;
    }

    /** The claim's values; a name with dots in it, such as that of a URL, is found as it is. */
    private Set<String> held(JsonObject token) {
        Object value = token.getValue(claims.roles());
        if (value == null) {
            value = token;
            for (String part : claims.roles().split("\\.", -1)) {
                value = value instanceof JsonObject object ? object.getValue(part) : null;
            }
        }
        Stream<?> values = switch (value) {
            case JsonArray array -> array.stream();
            case String one -> Stream.of(one);
            case null, default -> Stream.of();
        };
        return values.map(String::valueOf).collect(Collectors.toSet());
    }

    /** Begins a session; its token. */
    public String begin(Operator operator) {
        return sessions.begin(operator);
    }

    @Override
    public void leave(String session) {
        sessions.end(session);
    }

    @Override
    public String advice() {
        return "Sign in with the account that you have at work.";
    }
}
