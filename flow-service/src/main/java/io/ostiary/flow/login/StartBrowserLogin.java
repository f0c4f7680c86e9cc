package io.ostiary.flow.login;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.oauth2.Challenge;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.LoginRequest;
import io.ostiary.flow.oauth2.SignedIn;
import io.ostiary.flow.session.CurrentSession;
import io.ostiary.flow.session.OpenSession;
import io.ostiary.flow.session.RequiredLevel;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins a login in a browser. Where an OAuth2 server asks for it and doesn't mind that somebody is signed in already, the
 * browser goes back at once.
 */
@Singleton
class StartBrowserLogin {

    private final StartLogin start;
    private final LoginChallenges challenges;
    private final CurrentSession current;
    private final RequiredLevel level;
    private final Answers answers;

    StartBrowserLogin(
            StartLogin start,
            LoginChallenges challenges,
            CurrentSession current,
            RequiredLevel level,
            Answers answers) {
        this.start = start;
        this.challenges = challenges;
        this.current = current;
        this.level = level;
        this.answers = answers;
    }

    /** Begins it; fails as {@link StartLogin#start} and {@link LoginChallenges#broughtBy}. */
    Uni<Answer> begin(ClientRequest request) {
        return challenges.broughtBy(request).chain(brought -> begin(request, brought));
    }

    private Uni<Answer> begin(ClientRequest request, Optional<Challenge> brought) {
        return switch (brought.orElse(null)) {
            case null -> flow(request, null);
            case Challenge.Handled(String address) -> Uni.createFrom().item(Answers.onward(request, address));
            case Challenge.Open(LoginRequest asked)
            when asked.skip() -> current.find(request).chain(session -> skip(request, asked, session));
            case Challenge.Open(LoginRequest asked) -> flow(request, asked);
        };
    }

    private Uni<Answer> skip(ClientRequest request, LoginRequest asked, @Nullable OpenSession session) {
        if (session == null || asksForMore(request, session)) {
            return flow(request, asked);
        }
        if (!level.isMet(session)) {
            String second = level.login(request.query("return_to"));
            return Uni.createFrom()
                    .item(Answers.onward(
                            request, ReturnAddresses.with(second, LoginChallenges.PARAMETER, asked.challenge())));
        }
        return challenges
                .accept(asked, SignedIn.of(session.session()))
                .map(address -> Answers.onward(request, address));
    }

    private static boolean asksForMore(ClientRequest request, OpenSession session) {
        return request.queryIsTrue("refresh") || "aal2".equals(request.query("aal")) && !session.hasAal2();
    }

    private Uni<Answer> flow(ClientRequest request, @Nullable LoginRequest asked) {
        return start.start(request, FlowType.BROWSER, asked).map(flow -> shown(request, flow));
    }

    private Answer shown(ClientRequest request, Flow flow) {
        return request.acceptsJson() ? Answers.flow(flow) : Answers.seeOther(answers.flowPage(flow));
    }
}
