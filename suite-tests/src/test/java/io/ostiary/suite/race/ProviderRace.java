package io.ostiary.suite.race;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.suite.Http;
import io.ostiary.suite.OpenIdProvider;
import io.ostiary.suite.PageVisit;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import io.ostiary.suite.StackConfig;

/** All come back from a provider with one {@code state} and code, with the cookies of the browser that left. */
final class ProviderRace implements Race {

    private final StackConfig config;
    private final OpenIdProvider provider;
    private final Admin admin;
    private final boolean known;

    private ProviderRace(StackConfig config, OpenIdProvider provider, boolean known) {
        this.config = config;
        this.provider = provider;
        this.admin = new Admin(config);
        this.known = known;
    }

    /** Of somebody who has signed in by the provider before. */
    static Race signIn(StackConfig config, OpenIdProvider provider) {
        return new ProviderRace(config, provider, true);
    }

    /** Of somebody who has no account yet. */
    static Race signUp(StackConfig config, OpenIdProvider provider) {
        return new ProviderRace(config, provider, false);
    }

    @Override
    public Round begin(int round) {
        String email = Admin.newEmail();
        if (known) {
            assertThat(visited(email).status()).isEqualTo(200);
        }
        return new Back(email, back(new PageVisit(config), email));
    }

    private Http.Answer visited(String email) {
        PageVisit visit = new PageVisit(config);
        return visit.sent(back(visit, email));
    }

    /** Leaves for the provider; gives the request that comes back. */
    private Request back(PageVisit visit, String email) {
        JsonNode flow = visit.begin("login", "");
        Http.Answer left = visit.submit(
                "login",
                flow,
                Http.JSON.createObjectNode().put("method", "oidc").put("provider", OpenIdProvider.ID));
        return visit.get(provider.agree(left.expect(422).text("/redirect_browser_to"), email));
    }

    private final class Back extends OneRequest {

        private final String email;
        private final int redeemedBefore = provider.redeemed();

        private Back(String email, Request request) {
            super(request);
            this.email = email;
        }

        @Override
        public boolean isWon(Answer answer) {
            return answer.status() == 200 && Race.body(answer).hasNonNull("session");
        }

        /** The form says that the answer was used. */
        @Override
        public boolean isRefused(Answer answer) {
            return answer.status() == 400 && Race.message(answer) == 4000001;
        }

        @Override
        public int given() {
            assertThat(provider.redeemed() - redeemedBefore)
                    .as("redeemed codes")
                    .isEqualTo(1);
            JsonNode all = admin.found(email);
            assertThat(all).as("accounts").hasSize(1);
            String identity = all.get(0).path("id").asText();
            int sessions = admin.sessions(identity) - (known ? 1 : 0);
            Http.Answer after = visited(email).expect(200);
            assertThat(after.text("/session/identity/id"))
                    .as("who signs in after the race")
                    .isEqualTo(identity);
            return sessions;
        }
    }
}
