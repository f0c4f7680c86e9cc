package io.ostiary.flow.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.SchemaForms;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.step.HandOver;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakesOver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Goes on with a sign-up whose details are somebody's: they sign in, or they sign in once to add something. */
@Singleton
class TakeOverLogin implements TakesOver {

    private final BeginLogin begin;
    private final LoginForms drawing;
    private final LoginCourse course;
    private final SchemaForms schemas;
    private final FormErrors forms;
    private final ReturnAddresses addresses;

    TakeOverLogin(
            BeginLogin begin,
            LoginForms drawing,
            LoginCourse course,
            SchemaForms schemas,
            FormErrors forms,
            ReturnAddresses addresses) {
        this.begin = begin;
        this.drawing = drawing;
        this.course = course;
        this.schemas = schemas;
        this.forms = forms;
        this.addresses = addresses;
    }

    @Override
    public Optional<Uni<Answer>> take(Open from, HandOver to) {
        return switch (to) {
            case HandOver.SignIn in -> Optional.of(signIn(from, in));
            case HandOver.LinkLater later -> Optional.of(link(from, later.link()));
            case HandOver.SignUp up -> Optional.empty();
        };
    }

    private Uni<Answer> signIn(Open from, HandOver.SignIn in) {
        LoginMethod by = drawing.method(in.by());
        return begin.insteadOf(from, flow -> {})
                .chain(flow -> course.done(from.handedTo(flow, schemas.of(LoginForms.schemaId(flow))), by, in.proof()));
    }

    private Uni<Answer> link(Open from, PendingLink link) {
        return begin.insteadOf(from, flow -> {
                    link.keepIn(flow);
                    flow.setActive(link.type());
                    flow.ui().setMessage(explanation(flow.generation(), link));
                })
                .map(flow -> shown(from, flow));
    }

    private Answer shown(Open from, Flow flow) {
        if (from.request().isJson()) {
            JsonNode payload = from.fields().transientPayload();
            flow.showOnce("transient_payload", payload == null ? Json.object() : payload);
        }
        return switch (forms.goesOn(from.request(), flow)) {
            case Answer.Elsewhere page ->
                new Answer.Elsewhere(page.status(), ReturnAddresses.with(page.address(), "no_org_ui", "true"));
            case Answer other -> other;
        };
    }

    private UiText explanation(Generation generation, PendingLink link) {
        String login = addresses.page(generation, "login");
        ObjectNode context = Json.object();
        context.set("available_credential_types", Json.tree(link.types()));
        context.set("available_providers", Json.tree(link.providers()));
        context.put("duplicateIdentifier", link.identifier());
        context.put("duplicate_identifier", link.identifier());
        context.put("newLoginUrl", login);
        context.put("new_login_url", login);
        context.put("provider", link.label());
        return Text.LOGIN_TO_LINK.with(context);
    }
}
