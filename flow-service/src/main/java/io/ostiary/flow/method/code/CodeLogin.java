package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.call.Calls;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.login.HiddenAccounts;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.secret.ClaimedElsewhere;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.secret.PostgresSecrets;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.MethodName;
import io.ostiary.flow.step.StepResult;
import io.ostiary.internal.identity.Addresses;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Signing in with a code that is sent to an address of the account: asked for first, brought in the
 * same flow. A code works once; whoever brings it holds the address, which counts as its proof.
 */
@Singleton
public class CodeLogin implements LoginMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String NAME = "code";
    private static final String IDENTIFIER = "identifier";

    private final CodeConfig config;
    private final SendCode send;
    private final PostgresSecrets secrets;
    private final HiddenAccounts hidden;
    private final IdentityCalls identities;
    private final Clock clock;

    CodeLogin(
            CodeConfig config,
            SendCode send,
            PostgresSecrets secrets,
            HiddenAccounts hidden,
            @RestClient IdentityCalls identities,
            Clock clock) {
        this.config = config;
        this.send = send;
        this.secrets = secrets;
        this.hidden = hidden;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public MethodName name() {
        return MethodName.CODE;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.CODE;
    }

    @Override
    public boolean isEnabled() {
        return config.isPasswordless();
    }

    @Override
    public void addFirstFactor(Form form) {
        form.flow()
                .ui()
                .nodes()
                .upsert(Node.input(
                        NodeGroup.DEFAULT,
                        Attributes.input(IDENTIFIER, "text").asRequired().withValue(Json.tree("")),
                        form.schema().identifierLabel()))
                .append(CodeNodes.askToSignIn());
    }

    @Override
    public void addRefresh(Form form) {
        addFirstFactor(form);
    }

    @Override
    public boolean addForIdentifier(Form form, boolean always) {
        boolean known = form.identity() != null;
        if (known || always) {
            form.flow().ui().nodes().append(CodeNodes.askToSignIn());
        }
        return known;
    }

    @Override
    public boolean needsNothingMore() {
        return true;
    }

    @Override
    public Uni<StepResult> submit(Sent sent) {
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        if (!sent.fields().text("resend").isEmpty()) {
            sent.flow().moveTo(FlowState.CHOOSE_METHOD);
        }
        return switch (sent.flow().state()) {
            case SENT_EMAIL -> use(sent);
            case PASSED_CHALLENGE -> refused(sent, null, Text.LOGIN_METHOD_MISSING.plain());
            default -> ask(sent);
        };
    }

    @Override
    public Uni<Void> takeBack(Sent sent) {
        sent.flow().moveTo(FlowState.SENT_EMAIL);
        return secrets.release(sent.flow().id(), sent.attempt().id());
    }

    private Uni<StepResult> ask(Sent sent) {
        return find(sent)
                .chain(found -> found.complaint() != null
                        ? refused(sent, found.field(), found.complaint())
                        : send(sent, found));
    }

    /**
     * Whose account a submission speaks of.
     *
     * @param identity null for a stranger, from whom that is hidden, or when there is a complaint
     * @param complaint why it can't be said, or null
     */
    private record Found(IdentitySnapshot identity, CodeAddress address, String field, UiText complaint) {

        static Found none(String field, UiText complaint) {
            return new Found(null, null, field, complaint);
        }
    }

    private static String identifier(Submission fields) {
        String address = fields.text("address");
        return address.isEmpty() ? fields.text(IDENTIFIER) : address;
    }

    private Uni<Found> find(Sent sent) {
        String identifier = identifier(sent.fields());
        if (identifier.isEmpty()) {
            return Uni.createFrom().item(Found.none(IDENTIFIER, Text.REQUIRED.with("property", IDENTIFIER)));
        }
        return lookup(identifier, NAME)
                .chain(result -> result.identity() == null && config.fallsBackToIdentifier()
                        ? lookup(identifier, null)
                        : Uni.createFrom().item(result))
                .map(result -> found(sent, result));
    }

    private Uni<Credentials.LookupResult> lookup(String identifier, String type) {
        return Calls.within(identities.lookup(new Credentials.Lookup(identifier, type)), DEADLINE);
    }

    private Found found(Sent sent, Credentials.LookupResult result) {
        IdentitySnapshot identity = result.identity();
        // A session is confirmed by its owner alone.
        boolean confirms = sent.flow().isRefresh() && sent.session() != null;
        boolean fits = identity == null
                ? hidden.isOn() && !confirms
                : !confirms || sent.session().identityId().equals(identity.id());
        return fits
                ? new Found(identity, result.address(), null, null)
                : Found.none(null, Text.NO_CODE_ACCOUNT.plain());
    }

    private Uni<StepResult> send(Sent sent, Found found) {
        Flow flow = sent.flow();
        CodeForm.showSent(
                sent.request(),
                flow,
                node -> node.name().equals(IDENTIFIER),
                CodeNodes.loginCode(),
                (flow.isRefresh() ? Text.LOGIN_CODE_SENT_AGAIN : Text.LOGIN_CODE_SENT).plain());
        flow.ui().nodes().setValue(IDENTIFIER, Json.tree(found.address().value()));
        sent.fields().showPayload(flow);
        return send.send(flow, sent.attempt(), order(found)).replaceWith(new StepResult.AskAgain());
    }

    /** A stranger costs the same work: a code is stored that nobody gets to know. */
    private static SendCode.Order order(Found found) {
        ObjectNode about = Json.object();
        if (found.identity() != null) {
            about.set("identity", Json.tree(found.identity().body()));
        }
        return new SendCode.Order(
                Purpose.LOGIN_CODE,
                found.identity() == null ? null : found.identity().id(),
                List.of(found.address()),
                found.identity() == null ? null : "login_code_valid",
                "login_code",
                about);
    }

    private Uni<StepResult> use(Sent sent) {
        String code = sent.fields().text("code");
        if (code.isEmpty()) {
            return refused(sent, "code", Text.REQUIRED.with("property", "code"));
        }
        return find(sent)
                .chain(found -> found.complaint() != null
                        ? refused(sent, found.field(), found.complaint())
                        : use(sent, found, code));
    }

    private Uni<StepResult> use(Sent sent, Found found, String code) {
        Flow flow = sent.flow();
        return secrets.countTry(flow.id(), flow.expiresAt())
                .chain(tries -> tries > config.mostTries()
                        ? refused(sent, null, CodeForm.triedTooOften())
                        : secrets.find(flow.id(), Purpose.LOGIN_CODE, code)
                                .chain(secret -> claim(sent, found, secret)));
    }

    private Uni<StepResult> claim(Sent sent, Found found, OneTimeSecret secret) {
        // Its address has to be the account's still: whoever took it out has to be safe from those
        // who can read its mail.
        boolean opens = secret != null
                && found.identity() != null
                && found.identity().id().equals(secret.identityId())
                && found.address().value().equals(secret.address())
                && secret.isOpenAt(clock.instant());
        if (!opens) {
            return refused(sent, null, Text.LOGIN_CODE_WRONG.plain());
        }
        return secrets.claim(secret, sent.attempt().id())
                .chain(() -> prove(sent, found.identity(), secret))
                .map(proven -> proceed(sent, proven))
                .onFailure(ClaimedElsewhere.class)
                .recoverWithUni(() -> refused(sent, null, Text.LOGIN_CODE_WRONG.plain()));
    }

    private Uni<IdentitySnapshot> prove(Sent sent, IdentitySnapshot identity, OneTimeSecret secret) {
        boolean isNews = identity.body().verifiableAddresses().stream()
                .anyMatch(each ->
                        each.value().equals(secret.address()) && each.via().equals(secret.via()) && !each.verified());
        if (!isNews) {
            return Uni.createFrom().item(identity);
        }
        var proven = new Addresses.Proven(
                sent.attempt().id(), identity.id(), List.of(new CodeAddress(secret.via(), secret.address())));
        return Calls.within(identities.verified(proven), DEADLINE).onFailure().call(() -> takeBack(sent));
    }

    private StepResult proceed(Sent sent, IdentitySnapshot identity) {
        sent.flow().moveTo(FlowState.PASSED_CHALLENGE);
        return new StepResult.Proceed(identity, AuthenticationMethodBody.of(NAME, "aal1", clock.instant()));
    }

    /** What was typed stays; once a code was sent it is not asked for again. */
    private static Uni<StepResult> refused(Sent sent, String field, UiText complaint) {
        Flow flow = sent.flow();
        String identifier = identifier(sent.fields());
        flow.ui().setCsrf(flow.isNative() ? "" : sent.request().inbound().csrfToken());
        if (flow.state() == FlowState.SENT_EMAIL) {
            flow.ui().nodes().upsert(Node.input(NodeGroup.DEFAULT, Attributes.hidden(IDENTIFIER, identifier), null));
        } else {
            flow.ui().nodes().setValue(IDENTIFIER, Json.tree(identifier));
        }
        return Uni.createFrom().item(new StepResult.Refused(List.of(new Complaint(field, complaint))));
    }
}
