package io.ostiary.flow.login;

import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.step.StepResult;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The first step of a login in the style {@code identifier_first}: the identifier alone. The second
 * one offers the methods by which that account can sign in.
 */
@Singleton
class IdentifierStep {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String METHOD = "identifier_first";
    private static final String IDENTIFIER = "identifier";

    private final IdentityCalls identities;
    private final FormErrors errors;
    private final HiddenAccounts hidden;
    private final List<LoginMethod> methods;
    private final boolean used;

    IdentifierStep(
            @RestClient IdentityCalls identities,
            FormErrors errors,
            HiddenAccounts hidden,
            Configuration configuration,
            @All List<LoginMethod> methods) {
        this.identities = identities;
        this.errors = errors;
        this.hidden = hidden;
        this.methods =
                methods.stream().sorted(Comparator.comparing(LoginMethod::name)).toList();
        this.used = configuration
                .optionalText("selfservice.flows.login.style")
                .filter(METHOD::equals)
                .isPresent();
    }

    /** Whether logins begin with the identifier. */
    boolean isUsed() {
        return used;
    }

    /** Asks for the identifier. */
    void addNodes(LoginMethod.Form form) {
        form.flow()
                .ui()
                .nodes()
                .append(Node.input(
                        NodeGroup.IDENTIFIER_FIRST,
                        Attributes.input(IDENTIFIER, "text")
                                .asRequired()
                                .withAutocomplete("username webauthn")
                                .withValue(Json.tree("")),
                        form.schema().identifierLabel()))
                .append(Node.input(
                        NodeGroup.IDENTIFIER_FIRST, Attributes.submit("method", METHOD), Text.LABEL_CONTINUE.plain()));
    }

    /** Whether a submission brings the identifier alone. */
    boolean handles(Flow flow, Submission fields) {
        return used && flow.requestedAal().equals("aal1") && fields.method().equals(METHOD);
    }

    /**
     * Offers what the account can sign in with; a code is sent at once where nothing else can.
     * Where accounts are hidden everything is offered to everybody.
     */
    Uni<Answer> submit(LoginMethod.Sent sent) {
        CsrfCheck.submission(sent.request(), sent.flow(), sent.fields().csrfToken());
        String identifier = sent.fields().text(IDENTIFIER);
        sent.flow().ui().clearMessages();
        sent.flow().ui().nodes().setValue(IDENTIFIER, Json.tree(identifier));
        return find(identifier).chain(identity -> offer(sent, identity));
    }

    private Uni<IdentitySnapshot> find(String identifier) {
        return identifier.isEmpty()
                ? Uni.createFrom().nullItem()
                : Calls.within(identities.lookup(new Credentials.Lookup(identifier, null)), DEADLINE)
                        .map(Credentials.LookupResult::identity);
    }

    private Uni<Answer> offer(LoginMethod.Sent sent, IdentitySnapshot identity) {
        Flow flow = sent.flow();
        LoginMethod.Form form = new LoginMethod.Form(flow, sent.schema(), identity);
        List<LoginMethod> usable = methods.stream()
                .filter(LoginMethod::isEnabled)
                .filter(method -> method.addForIdentifier(form, hidden.isOn()))
                .toList();
        if (usable.isEmpty() && !hidden.isOn()) {
            errors.complain(
                    flow,
                    NodeGroup.IDENTIFIER_FIRST,
                    List.of(new Complaint(IDENTIFIER, Text.ACCOUNT_NOT_FOUND.plain())));
            NodeOrder.ofLogin().sort(flow.ui().nodes());
            return errors.save(sent.request(), flow);
        }
        hideIdentifier(flow);
        boolean begins = usable.size() == 1 && usable.getFirst().needsNothingMore();
        if (begins && !hidden.isOn()) {
            return usable.getFirst().submit(sent).chain(result -> atOnce(sent, result));
        }
        flow.setActive(METHOD);
        sent.fields().showPayload(flow);
        return errors.next(sent.request(), flow);
    }

    private Uni<Answer> atOnce(LoginMethod.Sent sent, StepResult result) {
        if (result instanceof StepResult.Refused refused) {
            errors.complain(sent.flow(), NodeGroup.DEFAULT, refused.complaints());
        }
        return errors.next(sent.request(), sent.flow());
    }

    private static void hideIdentifier(Flow flow) {
        flow.ui()
                .nodes()
                .removeIf(n -> n.isIn(NodeGroup.IDENTIFIER_FIRST) && n.name().equals("method"));
        flow.ui()
                .nodes()
                .find(IDENTIFIER)
                .ifPresent(node -> flow.ui()
                        .nodes()
                        .upsert(new Node(
                                node.type(),
                                node.group(),
                                node.attributes().withType("hidden"),
                                node.messages(),
                                node.meta())));
    }
}
