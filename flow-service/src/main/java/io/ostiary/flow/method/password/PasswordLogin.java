package io.ostiary.flow.method.password;

import io.ostiary.call.Calls;
import io.ostiary.config.Secret;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.form.SchemaField;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.step.MethodName;
import io.ostiary.flow.step.StepResult;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.Credentials;
import io.ostiary.internal.identity.IdentityCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Signing in with an identifier and a password. */
@Singleton
public class PasswordLogin implements LoginMethod {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final PasswordConfig config;
    private final IdentityCalls identities;
    private final Clock clock;

    PasswordLogin(PasswordConfig config, @RestClient IdentityCalls identities, Clock clock) {
        this.config = config;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public MethodName name() {
        return MethodName.PASSWORD;
    }

    @Override
    public NodeGroup group() {
        return NodeGroup.PASSWORD;
    }

    @Override
    public boolean isEnabled() {
        return config.isEnabled();
    }

    @Override
    public void addFirstFactor(Form form) {
        form.flow()
                .ui()
                .nodes()
                .upsert(Node.input(
                        NodeGroup.DEFAULT,
                        Attributes.input("identifier", "text").asRequired().withValue(Json.tree("")),
                        form.schema().identifierLabel()))
                .upsert(PasswordNodes.current())
                .append(PasswordNodes.submit(Text.LOGIN_WITH_PASSWORD.plain()));
    }

    @Override
    public void addRefresh(Form form) {
        if (!form.identity().credentialsTypes().contains("password")) {
            return;
        }
        identifier(form)
                .ifPresent(identifier -> form.flow()
                        .ui()
                        .nodes()
                        .upsert(Node.input(NodeGroup.DEFAULT, Attributes.hidden("identifier", identifier), null))
                        .upsert(PasswordNodes.current())
                        .append(PasswordNodes.submit(Text.LOGIN.plain())));
    }

    @Override
    public boolean addForIdentifier(Form form, boolean always) {
        boolean known =
                form.identity() != null && form.identity().credentialsTypes().contains("password");
        if (known || always) {
            form.flow()
                    .ui()
                    .nodes()
                    .upsert(PasswordNodes.current())
                    .append(PasswordNodes.submit(Text.LOGIN_WITH_PASSWORD.plain()));
        }
        return known;
    }

    private static Optional<String> identifier(Form form) {
        return form.schema().fields().stream()
                .filter(SchemaField::isIdentifier)
                .map(f -> form.identity()
                        .body()
                        .traits()
                        .at("/" + f.path().substring("traits.".length()).replace('.', '/'))
                        .asText(""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    @Override
    public Uni<StepResult> submit(Sent sent) {
        Submission fields = sent.fields();
        String identifier =
                fields.text("identifier").isEmpty() ? fields.text("password_identifier") : fields.text("identifier");
        sent.flow().ui().nodes().setValue("identifier", Json.tree(identifier));
        List<Complaint> missing = missing(identifier, fields.secret("password"));
        if (!missing.isEmpty()) {
            return Uni.createFrom().item(new StepResult.Refused(missing));
        }
        CsrfCheck.submission(sent.request(), sent.flow(), fields.csrfToken());
        Secret password = fields.secret("password").orElseThrow();
        return Calls.within(
                        identities.checkPassword(
                                new Credentials.PasswordCheck(sent.attempt().id(), identifier, password)),
                        DEADLINE)
                .map(checked -> result(sent, checked));
    }

    private static Problem problem(Credentials.Trouble trouble) {
        return switch (trouble) {
            case NO_MIGRATION_HOOK ->
                new Problem.InvalidConfiguration(
                        "This password is known to another system only, and the password migration hook is not set"
                                + " up.");
            case MIGRATION_HOOK_FAILED ->
                new Problem.BadGateway(null, "The system that knows this password gave no usable answer.");
        };
    }

    private static List<Complaint> missing(String identifier, Optional<Secret> password) {
        List<Complaint> missing = new ArrayList<>();
        if (identifier.isEmpty()) {
            missing.add(new Complaint("identifier", Text.REQUIRED.with("property", "identifier")));
        }
        if (password.isEmpty()) {
            missing.add(new Complaint("password", Text.REQUIRED.with("property", "password")));
        }
        return missing;
    }

    private StepResult result(Sent sent, Credentials.CheckResult checked) {
        if (checked.trouble() != null) {
            throw new ProblemException(problem(checked.trouble()));
        }
        if (checked.identity() == null) {
            return new StepResult.Refused(List.of(new Complaint(null, Text.WRONG_CREDENTIALS.plain())));
        }
        if (!sent.flow().isRefresh()) {
            sent.flow().ui().nodes().setValue("identifier", Json.tree(""));
        }
        return new StepResult.Proceed(
                checked.identity(), AuthenticationMethodBody.of("password", "aal1", clock.instant()));
    }
}
