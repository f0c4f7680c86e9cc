package io.ostiary.flow.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.RecoveryAddressBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.spent.Tries;
import io.ostiary.internal.identity.CredentialsCalls;
import io.ostiary.internal.identity.HeldCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What is counted at the account of one identity: explained to an operator, and lifted by one. */
@Singleton
class AccountLimits {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MOST_SHOWN = 250;

    private final PostgresFailures failures;
    private final LimitSettings settings;
    private final Subjects subjects;
    private final Tries tries;
    private final CredentialsCalls identities;
    private final Clock clock;

    AccountLimits(
            PostgresFailures failures,
            LimitSettings settings,
            Subjects subjects,
            Tries tries,
            @RestClient CredentialsCalls identities,
            Clock clock) {
        this.failures = failures;
        this.settings = settings;
        this.subjects = subjects;
        this.tries = tries;
        this.identities = identities;
        this.clock = clock;
    }

    /** One identifier or address of the identity in one kind of flow. */
    private record Account(FlowKind kind, String identifier, byte[] subject) {}

    /**
     * What is counted, the latest first.
     *
     * @return fails with {@link io.ostiary.contract.problem.Problem.NotFound} when there is no such identity
     */
    Uni<ObjectNode> explain(UUID identityId) {
        return accounts(identityId)
                .chain(accounts -> failures.of(
                                accounts.stream().map(Account::subject).toList(), MOST_SHOWN)
                        .map(found -> explained(accounts, found)));
    }

    /** Forgets all of it: the next guess is the first. Tries at the second factor and letters are forgotten too. */
    Uni<Void> lift(UUID identityId) {
        return accounts(identityId)
                .chain(accounts -> failures.lift(
                                accounts.stream().map(Account::subject).toList())
                        .chain(() -> forget(identityId, accounts)));
    }

    private Uni<Void> forget(UUID identityId, List<Account> accounts) {
        Uni<Void> forgotten = tries.forget(identityId.toString());
        for (String address :
                accounts.stream().map(Account::identifier).distinct().toList()) {
            forgotten = forgotten.chain(() -> tries.forget(subjects.letters(address)));
        }
        return forgotten;
    }

    private Uni<List<Account>> accounts(UUID identityId) {
        return Calls.within(identities.all(identityId, List.of()), DEADLINE).map(this::accounts);
    }

    private List<Account> accounts(HeldCredentials.AllHeld all) {
        List<Account> accounts = new ArrayList<>();
        for (String identifier : identifiers(all)) {
            for (FlowKind kind : List.of(FlowKind.LOGIN, FlowKind.RECOVERY, FlowKind.VERIFICATION)) {
                accounts.add(new Account(kind, identifier, subjects.account(kind, identifier)));
            }
        }
        return accounts;
    }

    private static List<String> identifiers(HeldCredentials.AllHeld all) {
        IdentityBody body = all.identity().body();
        Stream<String> held = all.held().stream().flatMap(each -> each.identifiers().stream());
        Stream<String> verifiable =
                Objects.requireNonNullElse(body.verifiableAddresses(), List.<VerifiableAddressBody>of()).stream()
                        .map(VerifiableAddressBody::value);
        Stream<String> recovery =
                Objects.requireNonNullElse(body.recoveryAddresses(), List.<RecoveryAddressBody>of()).stream()
                        .map(RecoveryAddressBody::value);
        return Stream.of(held, verifiable, recovery)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private ObjectNode explained(List<Account> accounts, List<PostgresFailures.OfAccount> found) {
        ArrayNode limits = Json.MAPPER.createArrayNode();
        for (PostgresFailures.OfAccount each : found) {
            accounts.stream()
                    .filter(account -> Arrays.equals(account.subject(), each.account()))
                    .findFirst()
                    .ifPresent(account -> limits.add(explained(account, each)));
        }
        return Json.object().set("limits", limits);
    }

    private ObjectNode explained(Account account, PostgresFailures.OfAccount found) {
        Instant openFrom = settings.accounts().openFrom(found.tally());
        ObjectNode out = Json.object();
        out.put("flow", account.kind().wire());
        out.put("identifier", account.identifier());
        out.put("from", found.everywhere() ? "everywhere" : "one_network_or_browser");
        out.put("failures", found.tally().failures());
        out.put("allowed", settings.accounts().failures());
        out.put("last_failure_at", found.tally().last().toString());
        out.put("forgotten_at", found.forgottenAt().toString());
        if (openFrom.isAfter(clock.instant())) {
            out.put("refused_until", openFrom.toString());
        }
        return out;
    }
}
