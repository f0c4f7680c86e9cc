package io.ostiary.flow.method.profile;

import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.hook.ConfiguredHooks;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.flow.verification.PendingChange;
import io.ostiary.flow.verification.PostgresPendingChanges;
import io.ostiary.flow.verification.VerifyAddress;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The hook {@code verify_new_address}: a change that brings a new address waits until the address
 * is proven, so that nobody can lose their account to a typo.
 */
@Singleton
class HoldNewAddress {

    private final ConfiguredHooks hooks;
    private final VerifyAddress verify;
    private final PostgresPendingChanges changes;

    HoldNewAddress(ConfiguredHooks hooks, VerifyAddress verify, PostgresPendingChanges changes) {
        this.hooks = hooks;
        this.verify = verify;
        this.changes = changes;
    }

    /** Whether changes wait for new addresses. */
    boolean isConfigured() {
        return hooks.has(FlowKind.SETTINGS, "profile", "verify_new_address");
    }

    /**
     * Lets a change wait that brings a new address.
     *
     * @param wanted the identity as it would be
     * @return empty when the change brings none
     */
    Uni<Optional<SettingsMethod.Step>> hold(SettingsMethod.Sent sent, IdentitySnapshot wanted) {
        List<CodeAddress> added = added(sent.session().session().identity(), wanted.body());
        if (added.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (added.size() > 1) {
            return Uni.createFrom()
                    .item(Optional.of(new SettingsMethod.Step.Refused(
                            List.of(new Complaint(null, Text.SETTINGS_ONE_ADDRESS_AT_A_TIME.plain())))));
        }
        VerifyAddress.Wanted verification =
                new VerifyAddress.Wanted(sent.flow(), sent.attempt().id(), wanted, added.getFirst());
        return verify.begin(
                        sent.request(),
                        verification,
                        (session, flow) -> changes.add(session, change(sent, added.getFirst(), flow), flow.expiresAt()))
                .map(begun -> Optional.of(new SettingsMethod.Step.Held(forClient(sent, begun))));
    }

    /** The addresses that a change brings. */
    static List<CodeAddress> added(IdentityBody before, IdentityBody after) {
        List<CodeAddress> known = addresses(before);
        return addresses(after).stream()
                .filter(address -> !known.contains(address))
                .toList();
    }

    private static List<CodeAddress> addresses(IdentityBody identity) {
        return Objects.requireNonNullElse(identity.verifiableAddresses(), List.<VerifiableAddressBody>of()).stream()
                .map(address -> new CodeAddress(address.via(), address.value()))
                .toList();
    }

    private static PendingChange change(SettingsMethod.Sent sent, CodeAddress address, Flow verification) {
        return new PendingChange(
                verification.id(),
                sent.session().identityId(),
                sent.session().session().id(),
                sent.flow().id(),
                address.via(),
                address.value(),
                sent.session().token(),
                PendingChange.fingerprint(sent.session().session().identity().traits()),
                sent.fields().traits());
    }

    private static BegunVerification forClient(SettingsMethod.Sent sent, BegunVerification begun) {
        return sent.flow().isNative() ? new BegunVerification(begun.flowId(), begun.address(), null) : begun;
    }
}
