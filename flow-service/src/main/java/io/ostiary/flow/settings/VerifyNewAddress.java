package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.hook.Hook;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.submission.Open;
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
import java.util.Set;

/**
 * {@code verify_new_address}: a change that brings a new address waits until the address is proven, so that nobody can
 * lose their account to a typo.
 */
@Singleton
public class VerifyNewAddress implements Hook {

    private final VerifyAddress verify;
    private final PostgresPendingChanges changes;
    private final FlowRepository flows;

    VerifyNewAddress(VerifyAddress verify, PostgresPendingChanges changes, FlowRepository flows) {
        this.verify = verify;
        this.changes = changes;
        this.flows = flows;
    }

    @Override
    public String name() {
        return "verify_new_address";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.SETTINGS);
    }

    @Override
    public boolean seesDraft() {
        return true;
    }

    @Override
    public boolean putsOff() {
        return true;
    }

    @Override
    public Uni<Verdict> decided(Moment.Decided moment, JsonNode config) {
        if (moment.draft() == null) {
            return Uni.createFrom().item(Verdict.GO);
        }
        List<CodeAddress> added =
                added(moment.open().owner().body(), moment.draft().body());
        return switch (added.size()) {
            case 0 -> Uni.createFrom().item(Verdict.GO);
            case 1 -> hold(moment.open(), moment.draft(), added.getFirst());
            default ->
                Uni.createFrom()
                        .item(new Verdict.Refuse(
                                List.of(new Complaint(null, Text.SETTINGS_ONE_ADDRESS_AT_A_TIME.plain()))));
        };
    }

    private Uni<Verdict> hold(Open open, IdentitySnapshot wanted, CodeAddress address) {
        return verify.begin(
                        open.request(),
                        new VerifyAddress.Wanted(open.flow(), open.attempt().id(), wanted, address),
                        (session, flow) -> changes.add(session, change(open, wanted, address, flow), flow.expiresAt()))
                .invoke(() ->
                        open.flow().ui().keepValues("traits", wanted.body().traits()))
                .chain(begun -> answer(open, begun))
                .map(Verdict.Instead::new);
    }

    private Uni<Answer> answer(Open open, BegunVerification begun) {
        Flow flow = open.flow();
        BegunVerification shown =
                flow.isNative() ? new BegunVerification(begun.flowId(), begun.address(), null) : begun;
        flow.showOnce("continue_with", ContinueWith.list(List.of(new ContinueWith.ShowVerification(shown))));
        return flows.save(flow).map(saved -> open.isPage() ? Answers.seeOther(page(begun)) : Answers.flow(flow));
    }

    /** The addresses that a change brings. */
    private static String page(BegunVerification begun) {
        return Objects.requireNonNull(begun.url(), "a browser's verification has a page");
    }

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

    private static PendingChange change(Open open, IdentitySnapshot wanted, CodeAddress address, Flow verification) {
        return new PendingChange(
                verification.id(),
                open.owner().id(),
                open.ownersSession().session().id(),
                open.flow().id(),
                address.via(),
                address.value(),
                open.ownersSession().token(),
                PendingChange.fingerprint(open.owner().body().traits()),
                wanted.body().traits());
    }
}
