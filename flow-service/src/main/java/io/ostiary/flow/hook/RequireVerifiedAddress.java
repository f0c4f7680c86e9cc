package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.verification.BegunVerification;
import io.ostiary.flow.verification.VerifyAddress;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * {@code require_verified_address}: nobody gets a session before an address of theirs is verified;
 * its verification begins.
 */
@Singleton
public class RequireVerifiedAddress implements LoginHook {

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
    public Uni<Optional<Answer>> instead(Proven proven) {
        if (tellsInForm && !"password".equals(proven.flow().active())) {
            return Uni.createFrom().item(Optional.empty());
        }
        List<VerifiableAddressBody> addresses =
                Objects.requireNonNullElse(proven.identity().body().verifiableAddresses(), List.of());
        if (addresses.isEmpty()) {
            throw new ProblemException(new Problem.InvalidConfiguration(
                    "A verified address is required, and the identity schema gives this identity none."));
        }
        if (addresses.stream().anyMatch(VerifiableAddressBody::verified)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return (tellsInForm ? inForm(proven) : begin(proven, addresses.getFirst())).map(Optional::of);
    }

    private Uni<Answer> inForm(Proven proven) {
        proven.flow().ui().clearMessages();
        proven.flow().ui().addMessage(Text.ADDRESS_NOT_VERIFIED.plain());
        return errors.save(proven.request(), proven.flow());
    }

    private Uni<Answer> begin(Proven proven, VerifiableAddressBody address) {
        return Calls.within(identities.findVerifiable(new Addresses.Find(address.value(), true)), DEADLINE)
                .chain(found -> verify.begin(
                        proven.request(),
                        new VerifyAddress.Wanted(
                                proven.flow(),
                                proven.attempt().id(),
                                proven.identity(),
                                new CodeAddress(address.via(), address.value()))))
                .map(begun -> answer(proven, begun));
    }

    private static Answer answer(Proven proven, BegunVerification begun) {
        if (!proven.flow().isNative() && !proven.request().isJson()) {
            return Answers.seeOther(begun.url());
        }
        ArrayNode next = Json.MAPPER.createArrayNode().add(begun.continueWith());
        return Answers.problemAsJson(new Problem.VerifiedAddressRequired(next));
    }
}
