package io.ostiary.identity.selfservice;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.identity.address.Identifiers;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.identity.identity.PostgresIdentities;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.Changes;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.identity.Registration;
import io.ostiary.internal.identity.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Answers the other services. Guarded by the service token like all of {@code /internal}. */
@ApplicationScoped
public class IdentityCallsResource implements IdentityCalls {

    private final RegisterPerson registration;
    private final CheckPassword passwords;
    private final FindAddress addresses;
    private final ChangeOwnIdentity changes;
    private final ChangeOwnPassword passwordChanges;
    private final PostgresIdentities identities;
    private final IdentityRendering rendering;

    IdentityCallsResource(
            RegisterPerson registration,
            CheckPassword passwords,
            FindAddress addresses,
            ChangeOwnIdentity changes,
            ChangeOwnPassword passwordChanges,
            PostgresIdentities identities,
            IdentityRendering rendering) {
        this.registration = registration;
        this.passwords = passwords;
        this.addresses = addresses;
        this.changes = changes;
        this.passwordChanges = passwordChanges;
        this.identities = identities;
        this.rendering = rendering;
    }

    @Override
    public Uni<Registration.Result> register(Registration.Request request) {
        return registration.register(EarlierRegistration.request(request)).map(EarlierRegistration::result);
    }

    @Override
    public Uni<Registrations.Result> create(Registrations.Request request) {
        return registration.register(request);
    }

    @Override
    public Uni<IdentitySnapshot> identity(UUID id) {
        return identities
                .find(id)
                .onItem()
                .ifNull()
                .failWith(() -> new ProblemException(new Problem.NotFound(null)))
                .map(rendering::snapshot);
    }

    @Override
    public Uni<Credentials.CheckResult> checkPassword(Credentials.PasswordCheck check) {
        return passwords.check(check);
    }

    @Override
    public Uni<Credentials.LookupResult> lookup(Credentials.Lookup lookup) {
        CredentialsType type = lookup.type() == null
                ? null
                : CredentialsType.find(lookup.type()).orElse(null);
        if (type == null && lookup.type() != null) {
            return Uni.createFrom().item(new Credentials.LookupResult(null, null));
        }
        String identifier = Identifiers.normalise(Objects.requireNonNullElse(lookup.identifier(), ""));
        return identities
                .findByIdentifier(identifier, type)
                .map(found -> new Credentials.LookupResult(
                        found == null ? null : rendering.snapshot(found), address(identifier)));
    }

    private static CodeAddress address(String identifier) {
        return new CodeAddress(Identifiers.channelOf(identifier).wire(), identifier);
    }

    @Override
    public Uni<Addresses.Found> findVerifiable(Addresses.Find find) {
        return addresses.verifiable(find);
    }

    @Override
    public Uni<Addresses.FoundRecovery> findRecovery(Addresses.FindRecovery find) {
        return addresses.recovery(find);
    }

    @Override
    public Uni<IdentitySnapshot> verified(Addresses.Proven proven) {
        return addresses.verified(proven);
    }

    @Override
    public Uni<Changes.Result> changeTraits(UUID id, Changes.Traits change) {
        return changes.traits(id, change);
    }

    @Override
    public Uni<Changes.Result> changePassword(UUID id, Changes.Password change) {
        return passwordChanges.change(id, change);
    }
}
