package io.ostiary.flow.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.step.People;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Redraw;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws login forms: the identifier's element, and what the methods have for it. */
@Singleton
class LoginForms {

    private final SchemaForms schemas;
    private final People people;
    private final IdentifierStep identifier;
    private final List<LoginMethod> methods;

    LoginForms(SchemaForms schemas, People people, IdentifierStep identifier, @All List<LoginMethod> methods) {
        this.schemas = schemas;
        this.people = people;
        this.identifier = identifier;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
    }

    /** The methods that are there for what a flow asks for, in the order of forms. */
    List<LoginMethod> methods(Flow flow) {
        Factor asked = Factor.askedBy(flow);
        return methods.stream()
                .filter(method -> method.factors().contains(asked))
                .toList();
    }

    /** Draws the form of a new flow. */
    Uni<Offered> begin(Flow flow, IdentitySchemaForm schema, Entry entry) {
        flow.ui().setCsrf(token(flow));
        return draw(reason(flow, schema, entry))
                .invoke(() -> introduce(flow, entry))
                .invoke(() -> NodeOrder.ofLogin().sort(flow.ui().nodes()));
    }

    private static void introduce(Flow flow, Entry entry) {
        boolean confirms = entry instanceof Entry.Confirm || entry instanceof Entry.StepUp && flow.isRefresh();
        if (confirms) {
            flow.ui().setMessage(Text.LOGIN_AGAIN.plain());
        }
        if (entry instanceof Entry.StepUp step && !step.again()) {
            flow.ui().addMessage(Text.LOGIN_ASKS_SECOND_FACTOR.plain());
        }
    }

    /** Draws the form of a flow anew, with what was typed. */
    Uni<Void> drawTyped(Open open) {
        return drawAnew(open).invoke(() -> {
            if (!PendingLink.waitsIn(open.flow())) {
                showTyped(open.flow(), open.fields());
            }
        });
    }

    /** Draws the form of a flow anew, with what it showed before. */
    Uni<Void> drawAnew(Open open) {
        Flow flow = open.flow();
        Entry entry = Entry.of(flow.requestedAal(), flow.isRefresh(), open.session());
        LoginForm form = reason(flow, open.schema(), entry);
        Optional<Node> told = flow.ui().nodes().find(IdentifierStep.IDENTIFIER);
        return Redraw.of(flow, () -> drawWithToken(open, form, told));
    }

    private Uni<?> drawWithToken(Open open, LoginForm form, Optional<Node> told) {
        if (form instanceof LoginForm.UnderWay && open.flow().state() == FlowState.CHOOSE_METHOD) {
            form.nodes().append(IdentifierField.needed(told(open, told)));
            open.flow().ui().setCsrf(token(open.flow()));
            return draw(form);
        }
        if (form instanceof LoginForm.UnderWay) {
            form.nodes()
                    .append(told.map(Node::hidden)
                            .map(Node::withoutMessages)
                            .orElseGet(() -> identifier.told(open.flow(), open.schema())));
            return draw(form).invoke(() -> {
                if (!open.flow().isNative()) {
                    open.flow().ui().setCsrf(open.request().inbound().csrfToken());
                }
            });
        }
        open.flow().ui().setCsrf(token(open.flow()));
        return identifier.wasTold(open.flow()) ? identifier.drawTold(open) : draw(form);
    }

    private static String told(Open open, Optional<Node> shown) {
        String typed = typedIdentifier(open.fields());
        return typed.isEmpty() ? shown.map(Node::value).map(JsonNode::asText).orElse("") : typed;
    }

    /** Puts the identifier that was sent into the form. */
    static void showTyped(Flow flow, Submission fields) {
        flow.ui().nodes().setValue(IdentifierStep.IDENTIFIER, Json.tree(typedIdentifier(fields)));
    }

    /** The identifier that was sent, under whichever name. */
    static String typedIdentifier(Submission fields) {
        return fields.firstText(IdentifierStep.IDENTIFIER, "password_identifier", "address");
    }

    private static String token(Flow flow) {
        return flow.csrfToken() == null ? "" : flow.csrfToken();
    }

    private LoginForm reason(Flow flow, IdentitySchemaForm schema, Entry entry) {
        if (flow.state() != FlowState.CHOOSE_METHOD && flow.active() != null) {
            return new LoginForm.UnderWay(flow, schema, MethodName.of(flow.active()));
        }
        Optional<LoginMethod> alone = methods(flow).stream()
                .filter(each -> each.method().enabled() && each.hasFormToItself(flow))
                .findFirst();
        if (alone.isPresent()) {
            return new LoginForm.UnderWay(flow, schema, alone.get().method().name());
        }
        return switch (entry) {
            case Entry.Confirm(var session) ->
                new LoginForm.Again(flow, schemas.of(session.identity().schemaId()), people.of(session));
            case Entry.StepUp(var session, boolean again) ->
                new LoginForm.Second(flow, schemas.of(session.identity().schemaId()), people.of(session), again);
            case Entry.First first -> new LoginForm.First(flow, schema);
            case Entry.NotNeeded none -> new LoginForm.First(flow, schema);
            case Entry.Refused refused -> new LoginForm.First(flow, schema);
        };
    }

    /** Draws a form; a first one asks for the identifier alone where that is the style. */
    Uni<Offered> draw(LoginForm form) {
        if (form instanceof LoginForm.First first && identifier.isUsed() && !PendingLink.waitsIn(form.flow())) {
            identifier.ask(form);
            return drawBeside(first).replaceWith(Offered.NOTHING);
        }
        return Offered.draw(methods, form).invoke(offered -> {
            clearUseless(form, offered);
            AccountLink.showIn(form.flow());
        });
    }

    /** A native app of somebody who has no second factor gets no form at all; a browser's has its token (contract). */
    private static void clearUseless(LoginForm form, Offered offered) {
        boolean useless = form instanceof LoginForm.Second && offered.methods().isEmpty();
        if (useless && form.flow().isNative()) {
            form.nodes().clear();
        }
    }

    /** The method of that name. */
    LoginMethod method(MethodName name) {
        return methods.stream()
                .filter(each -> each.method().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Uni<Void> drawBeside(LoginForm.First form) {
        Uni<Void> drawn = Uni.createFrom().voidItem();
        for (LoginMethod each : methods) {
            if (each.method().enabled() && each.factors().contains(Factor.FIRST)) {
                drawn = drawn.chain(() -> each.drawBesideIdentifier(form));
            }
        }
        return drawn;
    }

    /** Puts the elements of a form into the contract's order. */
    static void sort(Flow flow) {
        NodeOrder.ofLogin().sort(flow.ui().nodes());
    }

    /** The id of the schema that the flow was begun with; null: the default one. */
    static @Nullable String schemaId(Flow flow) {
        return flow.context().at("/shown/identity_schema").asText(null);
    }
}
