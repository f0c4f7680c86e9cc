package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.secret.Purpose;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Signing in with a code that is sent to an address of the account: asked for first, brought in the same flow. A code
 * works once; whoever brings it holds the address, which counts as its proof.
 */
@Singleton
public class CodeLogin implements LoginMethod {

    private static final String ADDRESS = "address";

    private final CodeConfig config;
    private final MakeCode codes;
    private final FindCodeAccount accounts;
    private final UseLoginCode uses;

    CodeLogin(CodeConfig config, MakeCode codes, FindCodeAccount accounts, UseLoginCode uses) {
        this.config = config;
        this.codes = codes;
        this.accounts = accounts;
        this.uses = uses;
    }

    @Override
    public Method method() {
        return config.forSignIn();
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return Uni.createFrom()
                .item(
                        switch (form) {
                            case LoginForm.First first -> ask(first);
                            case LoginForm.Again again -> ask(again);
                            case LoginForm.Identified told -> begin(told);
                            case LoginForm.Second second -> Offer.NOTHING;
                            case LoginForm.UnderWay underWay -> askForSent(underWay);
                        });
    }

    private static Offer ask(LoginForm form) {
        form.nodes().upsert(IdentifierField.empty(form.schema())).append(CodeNodes.askToSignIn());
        return Offer.ASKS;
    }

    private static Offer begin(LoginForm.Identified form) {
        boolean known = form.who() != null;
        if (known || form.hides()) {
            form.nodes().append(CodeNodes.askToSignIn());
        }
        return known ? Offer.CAN_BEGIN : Offer.NOTHING;
    }

    private Offer askForSent(LoginForm.UnderWay form) {
        if (!form.by().equals(method().name())) {
            return Offer.NOTHING;
        }
        form.nodes().setValue("identifier", form.flow().state(method().name()).get(ADDRESS));
        CodeForm.askForSent(form.nodes(), CodeNodes.loginCode());
        return Offer.ASKS;
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        boolean asksAnew = !sent.fields().text("resend").isEmpty();
        return switch (asksAnew ? FlowState.CHOOSE_METHOD : sent.flow().state()) {
            case SENT_EMAIL -> use(sent);
            case PASSED_CHALLENGE -> refused(Step.refused(null, Text.LOGIN_METHOD_MISSING.plain()));
            default -> accounts.of(sent).map(found -> found.refusal().orElseGet(() -> send(sent, found)));
        };
    }

    private Step<Proof> send(Sent sent, FindCodeAccount.Found found) {
        Flow flow = sent.flow();
        flow.state(method().name()).put(ADDRESS, found.to().value());
        return new Step.ShowAgain<>(
                FlowState.SENT_EMAIL,
                (flow.isRefresh() ? Text.LOGIN_CODE_SENT_AGAIN : Text.LOGIN_CODE_SENT).plain(),
                codes.of(flow, order(found)));
    }

    /** A stranger, and an account that may not sign in, cost the same work: a code is stored that nobody gets to know. */
    private static MakeCode.Order order(FindCodeAccount.Found found) {
        ObjectNode about = Json.object();
        IdentitySnapshot identity =
                found.identity() != null && found.identity().body().isActive() ? found.identity() : null;
        if (identity != null) {
            about.set("identity", Json.tree(identity.body()));
        }
        return new MakeCode.Order(
                Purpose.LOGIN_CODE,
                identity == null ? null : identity.id(),
                List.of(found.to()),
                identity == null ? null : "login_code_valid",
                "login_code",
                about);
    }

    private Uni<Step<Proof>> use(Sent sent) {
        String code = CodeText.of(sent);
        if (code.isEmpty()) {
            return refused(Step.refused("code", Text.REQUIRED.with("property", "code")));
        }
        return accounts.of(sent)
                .chain(found -> found.refusal().isPresent()
                        ? refused(found.refusal().get())
                        : uses.of(sent, new UseLoginCode.Owner(found.identity(), List.of(found.to())), code));
    }

    private static Uni<Step<Proof>> refused(Step<Proof> step) {
        return Uni.createFrom().item(step);
    }
}
