package io.ostiary.flow.registration;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.oauth2.Challenge;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.oauth2.LoginRequest;
import io.ostiary.flow.session.CurrentSession;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Begins a sign-up in a browser. Where an OAuth2 server asks for it and somebody is signed in already, the login for that
 * server goes on in its place.
 */
@Singleton
class StartBrowserRegistration {

    private final BeginRegistration begin;
    private final LoginChallenges challenges;
    private final CurrentSession current;
    private final Answers answers;

    StartBrowserRegistration(
            BeginRegistration begin, LoginChallenges challenges, CurrentSession current, Answers answers) {
        this.begin = begin;
        this.challenges = challenges;
        this.current = current;
        this.answers = answers;
    }

    /** Begins it; fails as {@link BeginRegistration#begin} and {@link LoginChallenges#broughtBy}. */
    Uni<Answer> begin(ClientRequest request) {
        begin.refuseIfDisabled();
        return challenges.broughtBy(request).chain(brought -> begin(request, brought));
    }

    private Uni<Answer> begin(ClientRequest request, Optional<Challenge> brought) {
        return switch (brought.orElse(null)) {
            case null -> begin.begin(request, FlowType.BROWSER).map(flow -> shown(request, flow));
            case Challenge.Handled(String address) -> Uni.createFrom().item(Answers.onward(request, address));
            case Challenge.Open(LoginRequest asked) ->
                current.find(request)
                        .chain(session -> session == null
                                ? flow(request, asked)
                                : Uni.createFrom().item(Answers.onward(request, challenges.login(asked.challenge()))));
        };
    }

    private Uni<Answer> flow(ClientRequest request, LoginRequest asked) {
        return begin.begin(request, FlowType.BROWSER, flow -> challenges.begin(flow, asked))
                .map(flow -> shown(request, flow));
    }

    private Answer shown(ClientRequest request, Flow flow) {
        return request.acceptsJson() ? Answers.flow(flow) : Answers.seeOther(answers.flowPage(flow));
    }
}
