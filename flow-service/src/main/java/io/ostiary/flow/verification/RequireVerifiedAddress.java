package io.ostiary.flow.verification;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.hook.Hook;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.BegunVerification;
import io.ostiary.flow.step.ContinueWith;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * {@code require_verified_address}: nobody gets a session before an address of theirs is verified;
 * its verification begins.
 */
@Singleton
public class RequireVerifiedAddress implements Hook {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final VerifyAddress verify;
    private final IdentityCalls identities;
    private final FormErrors errors;
    private final boolean tellsInForm;

    RequireVerifiedAddress(
            VerifyAddress verify,
            @RestClient IdentityCalls identities,
            FormErrors errors,
            Configuration configuration) {
        this.verify = verify;
        this.identities = identities;
        this.errors = errors;
        this.tellsInForm = configuration
                .optionalBool("feature_flags.legacy_require_verified_login_error")
                .orElse(false);
    }

    @Override
    public String name() {
        return "require_verified_address";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.LOGIN);
    }

    @Override
    public Uni<Verdict> decided(Moment.Decided moment, JsonNode config) {
        if (moment.identity() == null
                || tellsInForm && !MethodName.PASSWORD.wire().equals(moment.method())) {
            return Uni.createFrom().item(Verdict.GO);
        }
        List<VerifiableAddressBody> addresses =
                Objects.requireNonNullElse(moment.identity().body().verifiableAddresses(), List.of());
        if (addresses.isEmpty()) {
            throw new ProblemException(new Problem.InvalidConfiguration(
                    "A verified address is required, and the identity schema gives this identity none."));
        }
        if (addresses.stream().anyMatch(VerifiableAddressBody::verified)) {
            return Uni.createFrom().item(Verdict.GO);
        }
        return (tellsInForm ? inForm(moment.open()) : begin(moment.open(), moment.identity(), addresses.getFirst()))
                .map(Verdict.Instead::new);
    }

    private Uni<Answer> inForm(Open open) {
        open.flow().ui().clearMessages();
        open.flow().ui().addMessage(Text.ADDRESS_NOT_VERIFIED.plain());
        return errors.save(open.request(), open.flow());
    }

    private Uni<Answer> begin(Open open, IdentitySnapshot identity, VerifiableAddressBody address) {
        VerifyAddress.Wanted wanted = new VerifyAddress.Wanted(
                open.flow(), open.attempt().id(), identity, new CodeAddress(address.via(), address.value()));
        return Calls.within(identities.findVerifiable(new Addresses.Find(address.value(), true)), DEADLINE)
                .chain(found -> verify.begin(open.request(), wanted))
                .map(begun -> answer(open, begun));
    }

    private static Answer answer(Open open, BegunVerification begun) {
        return open.isPage()
                ? Answers.seeOther(Objects.requireNonNull(begun.url()))
                : Answers.problemAsJson(new Problem.VerifiedAddressRequired(
                        ContinueWith.list(List.of(new ContinueWith.ShowVerification(begun)))));
    }
}
