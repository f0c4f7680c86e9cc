package io.ostiary.console.web;

import io.ostiary.console.entrance.Operator;
import io.ostiary.console.entrance.ProviderSignIn;
import io.ostiary.console.entrance.Role;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends operators to their OpenID provider and takes them back from there, by the authorization code flow. What the
 * provider says is read once: from then on a session of {@link ProviderSignIn} counts.
 */
public final class ProviderDoor {

    /** Where it is. */
    public static final String PATH = "/sign-in";

    private static final Logger LOG = Logger.getLogger(ProviderDoor.class);

    /** Cookies that hold the provider's tokens from the redirect that brings somebody back to the next request. */
    private static final String TOKEN_COOKIES = "q_session";

    private final HttpAuthenticator authenticator;
    private final ProviderSignIn entrance;

    public ProviderDoor(HttpAuthenticator authenticator, ProviderSignIn entrance) {
        this.authenticator = authenticator;
        this.entrance = entrance;
    }

    /** Answers a visit of somebody unknown. */
    void serve(Visit stranger, PageServer.Gate gate) {
        RoutingContext context = stranger.context();
        authenticator
                .attemptAuthentication(context)
                .subscribe()
                .with(identity -> arrived(stranger, gate, identity), failure -> failed(stranger, gate, failure));
    }

    private void arrived(Visit stranger, PageServer.Gate gate, @Nullable SecurityIdentity identity) {
        RoutingContext context = stranger.context();
        if (identity == null || identity.isAnonymous()) {
            authenticator
                    .sendChallenge(context)
                    .subscribe()
                    .with(sent -> context.response().end(), failure -> failed(stranger, gate, failure));
            return;
        }
        forgetTokens(context);
        IdTokenCredential token = identity.getCredential(IdTokenCredential.class);
        Optional<Operator> operator = token == null ? Optional.empty() : entrance.operator(read(token.getToken()));
        if (operator.isEmpty()) {
            Answers.send(context, gate.refused(stranger, "Your provider gives no name that this console can use."));
        } else if (!operator.get().role().allows(Role.LOOK)) {
            LOG.infof("operator=\"%s\" has no role", operator.get().name());
            Answers.send(
                    context, gate.refused(stranger, "You are " + operator.get().name() + ", who has no role here."));
        } else {
            String to = stranger.query("to").filter(Visit::isOwnPath).orElse("/");
            Answers.send(context, new PageAnswer.Redirect(to, entrance.begin(operator.get())));
        }
    }

    private void failed(Visit stranger, PageServer.Gate gate, Throwable failure) {
        RoutingContext context = stranger.context();
        if (failure instanceof AuthenticationRedirectException redirect) {
            context.response()
                    .setStatusCode(redirect.getCode())
                    .putHeader("Location", redirect.getRedirectUri())
                    .end();
            return;
        }
        // Messages of a provider may hold what it was sent.
        LOG.warnf("a sign-in at the provider failed: %s", failure.getClass().getSimpleName());
        forgetTokens(context);
        Answers.send(context, gate.providerFailed(stranger, failure instanceof AuthenticationException));
    }

    private static void forgetTokens(RoutingContext context) {
        for (Cookie each : context.request().cookies()) {
            if (each.getName().startsWith(TOKEN_COOKIES)) {
                context.response()
                        .headers()
                        .add("Set-Cookie", each.getName() + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
            }
        }
    }

    /** What a token says that was verified before. */
    private static JsonObject read(String token) {
        String content = token.split("\\.", -1)[1];
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(content)));
    }
}
