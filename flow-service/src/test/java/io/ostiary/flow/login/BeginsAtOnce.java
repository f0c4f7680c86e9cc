package io.ostiary.flow.login;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** A second factor that asks for nothing to begin; people have it whose address says so. */
@Singleton
public class BeginsAtOnce implements LoginMethod {

    static final String PREFIX = "at-once-";

    private static final MethodName NAME = MethodName.of("at_once");
    private static final Method METHOD = Method.of(NAME, new NodeGroup("at_once"), true);

    @Override
    public Method method() {
        return METHOD;
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.SECOND);
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return Uni.createFrom().item(() -> switch (form) {
            case LoginForm.Second second -> offer(second);
            case LoginForm.UnderWay underWay -> ask(underWay);
            case LoginForm.First first -> Offer.NOTHING;
            case LoginForm.Identified told -> Offer.NOTHING;
            case LoginForm.Again again -> Offer.NOTHING;
        });
    }

    private static Offer offer(LoginForm.Second form) {
        return form.who().body().traits().path("email").asText().startsWith(PREFIX) ? Offer.CAN_BEGIN : Offer.NOTHING;
    }

    private static Offer ask(LoginForm.UnderWay form) {
        if (!form.by().equals(NAME)) {
            return Offer.NOTHING;
        }
        form.nodes()
                .append(Node.input(
                        METHOD.group(), Attributes.submit("method", NAME.wire()), Text.LABEL_CONTINUE.plain()));
        return Offer.ASKS;
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        return Uni.createFrom().item(new Step.ShowAgain<>(FlowState.SENT_EMAIL, null, null));
    }
}
