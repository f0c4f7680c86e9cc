package io.ostiary.flow.method.code;

import io.ostiary.call.Calls;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.login.HiddenAccounts;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Finds the account of which somebody speaks who signs in by a code. */
@Singleton
class FindCodeAccount {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String IDENTIFIER = "identifier";

    private final CodeConfig config;
    private final HiddenAccounts hidden;
    private final IdentityCalls identities;

    FindCodeAccount(CodeConfig config, HiddenAccounts hidden, @RestClient IdentityCalls identities) {
        this.config = config;
        this.hidden = hidden;
        this.identities = identities;
    }

    /**
     * Whose account it is.
     *
     * @param identity null for a stranger, from whom that is hidden, or when it is refused
     * @param address where codes go; null when it is refused
     * @param refusal why it can't be said
     */
    record Found(
            @Nullable IdentitySnapshot identity, @Nullable CodeAddress address, Optional<Step<Proof>> refusal) {

        /** Where the code goes; only when nothing is refused. */
        CodeAddress to() {
            return Objects.requireNonNull(address, "whoever isn't refused has an address");
        }

        private static Found refused(Step<Proof> why) {
            return new Found(null, null, Optional.of(why));
        }
    }

    /** The account. */
    Uni<Found> of(Sent sent) {
        String identifier = sent.fields().firstText("address", IDENTIFIER);
        if (identifier.isEmpty()) {
            return Uni.createFrom()
                    .item(Found.refused(Step.refused(IDENTIFIER, Text.REQUIRED.with("property", IDENTIFIER))));
        }
        return lookup(identifier, "code")
                .chain(result -> result.identity() == null && config.fallsBackToIdentifier()
                        ? lookup(identifier, null)
                        : Uni.createFrom().item(result))
                .map(result -> found(sent, result));
    }

    private Uni<Credentials.LookupResult> lookup(String identifier, @Nullable String type) {
        return Calls.within(identities.lookup(new Credentials.Lookup(identifier, type)), DEADLINE);
    }

    private Found found(Sent sent, Credentials.LookupResult result) {
        IdentitySnapshot identity = result.identity();
        // A session is confirmed by its owner alone.
        Person confirming = sent.flow().isRefresh() ? sent.who() : null;
        boolean fits = identity == null
                ? hidden.isOn() && confirming == null
                : confirming == null || confirming.id().equals(identity.id());
        return fits
                ? new Found(identity, result.address(), Optional.empty())
                : Found.refused(Step.refused(null, Text.NO_CODE_ACCOUNT.plain()));
    }
}
