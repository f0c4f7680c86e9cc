package io.ostiary.console.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ostiary.console.Hands;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSignInTest {

    private final ProviderSignIn flat = entrance("groups");
    private final ProviderSignIn nested = entrance("realm_access.roles");

    private static ProviderSignIn entrance(String roles) {
        return new ProviderSignIn(
                new ProviderSignIn.Claims("preferred_username", roles, List.of("chief"), List.of("clerk", "guest")),
                new SignInSessions(new Hands()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"groups":["clerk","chief"]}               | CHANGE
            {"groups":["guest"]}                       | LOOK
            {"groups":"chief"}                         | CHANGE
            {"groups":["Chief","chie","chief "]}       | NONE
            {"groups":[]}                              | NONE
            {"groups":{"chief":true}}                  | NONE
            {"groups":null}                            | NONE
            {"realm_access":{"roles":["chief"]}}       | NONE
            {}                                         | NONE
            """)
    void givesEachGroupItsRole(String claims, Role role) {
        JsonObject token = new JsonObject(claims).put("sub", "7").put("preferred_username", "ann");

        assertThat(flat.operator(token)).contains(new Operator("ann", role));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"realm_access":{"roles":["chief"]}} | CHANGE
            {"realm_access.roles":["clerk"]}     | LOOK
            {"realm_access":["chief"]}           | NONE
            {"realm_access":"chief"}             | NONE
            {"roles":["chief"]}                  | NONE
            """)
    void findsRolesBelowAPath(String claims, Role role) {
        assertThat(nested.operator(new JsonObject(claims).put("sub", "7"))).contains(new Operator("7", role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"sub\":\"a\\nb\"}", "{\"sub\":\"a\\\" did=\\\"nothing\"}", "{\"sub\":\" \"}"})
    void refusesWhatIsNoName(String claims) {
        assertThat(flat.operator(new JsonObject(claims))).isEmpty();
    }

    @Test
    void aStarIsAGroupLikeAnyOther() {
        ProviderSignIn entrance = new ProviderSignIn(
                new ProviderSignIn.Claims("sub", "groups", List.of(), List.of("*")), new SignInSessions(new Hands()));

        assertThat(entrance.operator(new JsonObject("{\"sub\":\"7\",\"groups\":[\"any\"]}")))
                .contains(new Operator("7", Role.NONE));
    }
}
