package io.ostiary.flow.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Login challenges of an OAuth2 server: from the browser that brings one to the browser that goes back. */
@Singleton
public class LoginChallenges {

    /** The query parameter that brings a challenge (contract). */
    public static final String PARAMETER = "login_challenge";

    private static final String KEY = "oauth2_login_challenge";
    private static final String REQUEST = "oauth2_login_request";
    private static final String SHOWN = "/shown";
    private static final List<String> TOLD_OF_CLIENTS =
            List.of("client_id", "client_name", "client_uri", "logo_uri", "metadata");
    private static final String LOGIN = "/self-service/login/browser";

    private final OAuth2Server server;
    private final ReturnAddresses addresses;
    private final boolean overridesReturnTo;
    private final boolean remembers;
    private final Duration lifespan;

    LoginChallenges(OAuth2Server server, ReturnAddresses addresses, Configuration configuration) {
        this.server = server;
        this.addresses = addresses;
        this.overridesReturnTo =
                configuration.optionalBool("oauth2_provider.override_return_to").orElse(false);
        this.remembers = configuration.optionalBool("session.cookie.persistent").orElse(true);
        this.lifespan = configuration.duration("session.lifespan");
    }

    /**
     * The challenge that a browser brings, as the server sees it; empty when it brings none.
     *
     * @return fails with {@link Problem.BadRequest} without a server or when it doesn't know the challenge,
     *     {@link Problem.Unavailable} when the server is away
     */
    public Uni<Optional<Challenge>> broughtBy(ClientRequest request) {
        String challenge = request.query(PARAMETER);
        if (challenge == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (!server.isConfigured()) {
            throw new ProblemException(
                    new Problem.BadRequest("The request brings a login_challenge, but oauth2_provider.url isn't set."));
        }
        if (challenge.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("login_challenge is empty."));
        }
        return server.find(challenge).map(Optional::of);
    }

    /**
     * Keeps a challenge in the flow that begins with it, and shows it in its answers.
     *
     * @throws ProblemException when the server's own address is to be returned to and isn't allowed
     */
    public void begin(Flow flow, LoginRequest asked) {
        keep(flow, asked.challenge());
        ObjectNode shown = flow.context().withObject(SHOWN);
        shown.put(KEY, asked.challenge());
        shown.set(REQUEST, asked.shown());
        if (overridesReturnTo && !asked.requestUrl().isEmpty()) {
            addresses.check(asked.requestUrl());
            flow.setReturnTo(asked.requestUrl());
        }
    }

    /** Keeps a challenge in a flow that only follows, such as a verification. */
    public static void keep(Flow flow, @Nullable String challenge) {
        if (challenge != null && !challenge.isEmpty()) {
            flow.context().put(KEY, challenge);
        }
    }

    /** Has a flow that takes the place of another go on with its challenge. */
    public static void keepOf(Flow old, Flow flow) {
        of(old).ifPresent(challenge -> {
            keep(flow, challenge);
            ObjectNode shown = flow.context().withObject(SHOWN);
            shown.put(KEY, challenge);
            shown.set(REQUEST, old.context().at(SHOWN + "/" + REQUEST));
        });
    }

    /** The challenge with which a flow began; empty when it began without one. */
    public static Optional<String> of(Flow flow) {
        return Optional.of(flow.context().path(KEY).asText()).filter(each -> !each.isEmpty());
    }

    /** Puts what a letter may say of the application that asked (contract: {@code oauth2_login_request}). */
    public static void putAbout(Flow flow, ObjectNode letter) {
        JsonNode client = flow.context().at(SHOWN + "/" + REQUEST + "/client");
        if (client instanceof ObjectNode known) {
            ObjectNode about = letter.putObject(REQUEST);
            about.put("challenge", of(flow).orElse(""));
            about.set("client", known.deepCopy().retain(TOLD_OF_CLIENTS));
        }
    }

    /**
     * Tells the server who has signed in in a flow with a challenge. A server that waits for somebody else, whom it
     * remembers, is told that its login came to nothing, so that the application can ask anew.
     *
     * @return where the browser goes on; fails as {@link #broughtBy}
     */
    public Uni<String> accept(Flow flow, SignedIn who) {
        String challenge = of(flow).orElseThrow();
        return accept(LoginRequest.of(challenge, flow.context().at(SHOWN + "/" + REQUEST)), who);
    }

    /** As above, without a flow. */
    public Uni<String> accept(LoginRequest asked, SignedIn who) {
        return asked.isForAnother(who.identity().toString())
                ? server.reject(asked.challenge(), somebodyElse())
                : server.accept(
                        asked.challenge(),
                        who.told().put("remember", remembers).put("remember_for", lifespan.toSeconds()));
    }

    private static ObjectNode somebodyElse() {
        return Json.object()
                .put("error", "login_required")
                .put("error_description", "Somebody else is signed in than the one who was remembered.");
    }

    /** Where a login for a challenge begins; a page that is opened again goes on from there. */
    public String login(String challenge) {
        return ReturnAddresses.with(addresses.ofPublic(LOGIN), PARAMETER, challenge);
    }
}
