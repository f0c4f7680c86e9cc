package io.ostiary.flow.login;

import io.ostiary.call.Calls;
import io.ostiary.config.Configuration;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.People;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a login in the style {@code identifier_first}: the identifier alone. The second one offers the
 * methods by which that account can sign in.
 */
@Singleton
class IdentifierStep {

    static final String METHOD = "identifier_first";
    static final String IDENTIFIER = "identifier";

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String TOLD = "identifier_told";

    private final IdentityCalls identities;
    private final People people;
    private final HiddenAccounts hidden;
    private final List<LoginMethod> methods;
    private final boolean used;

    IdentifierStep(
            @RestClient IdentityCalls identities,
            People people,
            HiddenAccounts hidden,
            Configuration configuration,
            @All List<LoginMethod> methods) {
        this.identities = identities;
        this.people = people;
        this.hidden = hidden;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
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
    void ask(LoginForm form) {
        form.nodes()
                .append(field(form.schema()))
                .append(Node.input(
                        NodeGroup.IDENTIFIER_FIRST, Attributes.submit("method", METHOD), Text.LABEL_CONTINUE.plain()));
    }

    private static Node field(IdentitySchemaForm schema) {
        return Node.input(
                NodeGroup.IDENTIFIER_FIRST,
                Attributes.input(IDENTIFIER, "text")
                        .asRequired()
                        .withAutocomplete("username webauthn")
                        .withValue(Json.tree("")),
                schema.identifierLabel());
    }

    /** Whether a submission brings the identifier alone. */
    boolean handles(Open open) {
        return used
                && Factor.askedBy(open.flow()) == Factor.FIRST
                && open.fields().method().equals(METHOD);
    }

    /** Whether the identifier of a flow was told, so that its form offers methods. */
    boolean wasTold(Flow flow) {
        return flow.context().path(TOLD).asBoolean();
    }

    /** Draws what the account that has the identifier can sign in with, and notes that it was told. */
    Uni<Offered> offer(Open open) {
        return find(LoginForms.typedIdentifier(open.fields())).chain(who -> draw(open, who));
    }

    private Uni<@Nullable Person> find(String identifier) {
        return identifier.isEmpty()
                ? Uni.createFrom().nullItem()
                : Calls.within(identities.lookup(new Credentials.Lookup(identifier, null)), DEADLINE)
                        .map(found -> found.identity() == null ? null : people.of(found.identity()));
    }

    private Uni<Offered> draw(Open open, @Nullable Person who) {
        Flow flow = open.flow();
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        flow.ui()
                .nodes()
                .append(field(open.schema())
                        .withValue(Json.tree(LoginForms.typedIdentifier(open.fields())))
                        .hidden());
        flow.ui().setCsrf(flow.csrfToken() == null ? "" : flow.csrfToken());
        LoginForm.Identified form = new LoginForm.Identified(flow, open.schema(), who, hidden.isOn());
        return drawAbove(form)
                .chain(() -> Offered.draw(methods, form))
                .invoke(offered -> flow.context().put(TOLD, !offered.methods().isEmpty() || hidden.isOn()));
    }

    private Uni<Void> drawAbove(LoginForm.Identified form) {
        Uni<Void> drawn = Uni.createFrom().voidItem();
        for (LoginMethod each : methods) {
            if (each.method().enabled() && each.factors().contains(Factor.FIRST)) {
                drawn = drawn.chain(() -> each.drawAboveIdentified(form));
            }
        }
        return drawn;
    }

    /** The method that begins once the identifier was told, because nothing else is there for the account. */
    Optional<LoginMethod> begins(Offered offered) {
        return hidden.isOn() ? Optional.empty() : offered.only();
    }

    /** The identifier's element of a form that doesn't ask for it any more. */
    Node told(Flow flow, IdentitySchemaForm schema) {
        return (wasTold(flow) ? field(schema) : IdentifierField.empty(schema)).hidden();
    }

    /** Draws the second step anew. */
    Uni<Void> drawTold(Open open) {
        return offer(open).replaceWithVoid();
    }

    /** Whether strangers see the same as everybody. */
    boolean hidesAccounts() {
        return hidden.isOn();
    }
}
