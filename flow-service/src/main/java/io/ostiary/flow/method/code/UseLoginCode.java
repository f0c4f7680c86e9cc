package io.ostiary.flow.method.code;

import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Takes a code that a login has sent, as whichever factor the login asks for. It works once; whoever brings it holds the
 * address, which counts as the address's proof.
 */
@Singleton
class UseLoginCode {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final CodeConfig config;
    private final PostgresSecrets secrets;
    private final IdentityCalls identities;
    private final Clock clock;

    UseLoginCode(CodeConfig config, PostgresSecrets secrets, @RestClient IdentityCalls identities, Clock clock) {
        this.config = config;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
    }

    /**
     * Whose code it has to be.
     *
     * @param identity null for a stranger, whose code is never right
     * @param addresses that are theirs still: whoever took one out has to be safe from those who can read its mail
     */
    record Owner(@Nullable IdentitySnapshot identity, List<CodeAddress> addresses) {

        private boolean has(OneTimeSecret secret) {
            return identity != null
                    && identity.id().equals(secret.identityId())
                    && addresses.stream().anyMatch(each -> each.value().equals(secret.address()));
        }
    }

    /** Takes the code of a submission. */
    Uni<Step<Proof>> of(Sent sent, Owner owner, String code) {
        Flow flow = sent.flow();
        IdentitySnapshot identity = owner.identity();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? step(Step.refused(null, CodeForm.triedTooOften()))
                        : secrets.find(flow.id(), Purpose.LOGIN_CODE, code)
                                .chain(secret -> secret != null && identity != null && owner.has(secret)
                                        ? claim(sent, identity, secret)
                                        : step(Step.wrong(null, Text.LOGIN_CODE_WRONG.plain()))));
    }

    private Uni<Step<Proof>> claim(Sent sent, IdentitySnapshot identity, OneTimeSecret secret) {
        if (!secret.isOpenAt(clock.instant())) {
            return step(tooLate());
        }
        return secrets.claim(secret, sent.attempt().id())
                .chain(() -> prove(sent, identity, secret))
                .map(proven -> proof(sent, proven))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithUni(() -> step(tooLate()));
    }

    /** Right, but used or expired: no guess. */
    private static Step<Proof> tooLate() {
        return Step.refused(null, Text.LOGIN_CODE_WRONG.plain());
    }

    private Uni<IdentitySnapshot> prove(Sent sent, IdentitySnapshot identity, OneTimeSecret secret) {
        if (!isNews(identity.body(), secret)) {
            return Uni.createFrom().item(identity);
        }
        var proven = new Addresses.Proven(sent.attempt().id(), identity.id(), List.of(secret.sentTo()));
        return Calls.within(identities.verified(proven), DEADLINE)
                .onFailure()
                .call(() -> secrets.release(sent.flow().id(), sent.attempt().id()));
    }

    /** Whether the code proves an address that waits for it; schemas needn't have any verified. */
    static boolean isNews(IdentityBody identity, OneTimeSecret secret) {
        List<VerifiableAddressBody> all = Objects.requireNonNullElse(identity.verifiableAddresses(), List.of());
        return all.stream()
                .anyMatch(each ->
                        each.value().equals(secret.address()) && each.via().equals(secret.via()) && !each.verified());
    }

    private Step<Proof> proof(Sent sent, IdentitySnapshot identity) {
        String level = Factor.askedBy(sent.flow()).aal();
        return Step.done(Proof.of(identity, AuthenticationMethodBody.of("code", level, clock.instant())));
    }

    private static Uni<Step<Proof>> step(Step<Proof> step) {
        return Uni.createFrom().item(step);
    }
}
