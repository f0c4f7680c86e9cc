package io.ostiary.flow.registration;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.form.NodeOrder;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.Redraw;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draws sign-up forms: the profile, and what the methods have for it. In two steps the profile comes first and is hidden
 * after it.
 */
@Singleton
class RegistrationForms {

    private static final int MOST_BROUGHT = 50;
    private static final String BACK = "previous";
    private static final String METHODS = "credential-selection";
    private static final String STEP = "step";
    private static final String SECOND = "credentials";

    private final RegistrationConfig config;
    private final SchemaForms schemas;
    private final List<RegistrationMethod> methods;

    RegistrationForms(RegistrationConfig config, SchemaForms schemas, @All List<RegistrationMethod> methods) {
        this.config = config;
        this.schemas = schemas;
        this.methods = methods.stream()
                .sorted(Comparator.comparing(method -> method.method().name()))
                .toList();
    }

    /** All methods, in the order of forms. */
    List<RegistrationMethod> methods() {
        return methods;
    }

    /** Whether the configuration has a schema of that id. */
    boolean knowsSchema(String id) {
        return schemas.knows(id);
    }

    /** Draws the form of a new flow, whose anti-forgery element is there. */
    Uni<Void> begin(Flow flow, IdentitySchemaForm schema) {
        return draw(flow, schema).invoke(() -> sort(flow, schema));
    }

    /** Draws the form of a flow anew, with what was typed. */
    Uni<Void> drawAnew(Open open) {
        Flow flow = open.flow();
        List<Node> brought = broughtByComplaints(flow, open.schema());
        return Redraw.of(flow, () -> {
                    flow.ui().setCsrf(flow.csrfToken() == null ? "" : flow.csrfToken());
                    return draw(flow, open.schema());
                })
                .invoke(() -> brought.forEach(flow.ui().nodes()::append));
    }

    /** Fields that a complaint has made for a place within a list stay, for a page to mend it there (contract). */
    private static List<Node> broughtByComplaints(Flow flow, IdentitySchemaForm schema) {
        return flow.ui().nodes().asList().stream()
                .filter(node -> node.isIn(NodeGroup.DEFAULT) && node.name().startsWith("traits."))
                .filter(node -> schema.field(node.name()).isEmpty())
                .limit(MOST_BROUGHT)
                .map(Node::withoutMessages)
                .toList();
    }

    private Uni<Void> draw(Flow flow, IdentitySchemaForm schema) {
        MethodName by = underWay(flow);
        if (by != null) {
            drawProfile(flow, schema, true);
            var form = new RegistrationForm.UnderWay(flow, schema, by);
            return drawAll(form).invoke(() -> wayBack(flow));
        }
        if (config.hasTwoSteps(flow) && !isSecondStep(flow)) {
            drawProfile(flow, schema, false);
            flow.ui()
                    .nodes()
                    .append(Node.input(
                            NodeGroup.PROFILE, Attributes.submit("method", "profile"), Text.REGISTRATION.plain()));
            return drawEach(method -> method.drawBesideProfile(new RegistrationForm.Credentials(flow, schema)));
        }
        drawProfile(flow, schema, config.hasTwoSteps(flow));
        return drawAll(new RegistrationForm.Credentials(flow, schema)).invoke(() -> {
            if (config.hasTwoSteps(flow)) {
                flow.ui().nodes().append(way(BACK));
            }
        });
    }

    /** The method by which a sign-up goes on; null before one has begun. */
    private static @Nullable MethodName underWay(Flow flow) {
        String by = flow.active();
        return flow.state() == FlowState.CHOOSE_METHOD || by == null ? null : MethodName.of(by);
    }

    private static boolean isSecondStep(Flow flow) {
        return flow.context().path(STEP).asText().equals(SECOND);
    }

    /** Whether the form of a flow in two steps is past the profile. */
    boolean offersMethods(Flow flow) {
        return isSecondStep(flow);
    }

    /** From now on the flow's form offers methods. */
    void goToMethods(Flow flow) {
        flow.context().put(STEP, SECOND);
    }

    /** From now on the flow's form asks for the profile. */
    void goToProfile(Flow flow) {
        flow.context().remove(STEP);
    }

    private static void drawProfile(Flow flow, IdentitySchemaForm schema, boolean hides) {
        for (Node node : schema.nodes(NodeGroup.DEFAULT)) {
            flow.ui().nodes().upsert(hides ? node.hidden() : node);
        }
    }

    private Uni<Void> drawAll(RegistrationForm form) {
        return drawEach(method -> method.draw(form));
    }

    private Uni<Void> drawEach(Function<RegistrationMethod, Uni<Void>> draw) {
        Uni<Void> drawn = Uni.createFrom().voidItem();
        for (RegistrationMethod each : methods) {
            if (each.method().enabled()) {
                drawn = drawn.chain(() -> draw.apply(each));
            }
        }
        return drawn;
    }

    /**
     * Draws the form of a sign-up that came back and was refused: how it goes on, and nothing else.
     *
     * @param asks whether it asks for the profile too, with what is known of it
     */
    Uni<Void> drawRest(Open open, RegistrationMethod by, boolean asks) {
        Flow flow = open.flow();
        flow.ui().clearMessages();
        flow.ui().nodes().clear();
        flow.ui().setCsrf(flow.csrfToken() == null ? "" : flow.csrfToken());
        if (asks) {
            drawProfile(flow, open.schema(), false);
            flow.ui().keepValues("traits", open.fields().traits());
        }
        return by.drawRest(open.sent());
    }

    /** The method of that name. */
    RegistrationMethod method(MethodName name) {
        return methods.stream()
                .filter(each -> each.method().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void wayBack(Flow flow) {
        if (config.hasTwoSteps(flow)) {
            flow.ui().nodes().append(way(METHODS));
        }
    }

    private static Node way(String screen) {
        return Node.input(NodeGroup.PROFILE, Attributes.submit("screen", screen), Text.REGISTRATION_BACK.plain());
    }

    /** Puts the elements of a form into the contract's order. */
    static void sort(Flow flow, IdentitySchemaForm schema) {
        NodeOrder.ofRegistration(schema).sort(flow.ui().nodes());
    }

    /** The id of the schema that the flow was begun with; null: the default one. */
    static @Nullable String schemaId(Flow flow) {
        return flow.context().at("/shown/identity_schema").asText(null);
    }
}
