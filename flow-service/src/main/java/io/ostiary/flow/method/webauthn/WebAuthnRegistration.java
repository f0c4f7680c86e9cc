package io.ostiary.flow.method.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.form.IdentitySchemaForm;
import io.ostiary.flow.registration.RegistrationForm;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.webauthn.Attested;
import io.ostiary.flow.webauthn.Ceremony;
import io.ostiary.flow.webauthn.CeremonyOptions;
import io.ostiary.flow.webauthn.Challenge;
import io.ostiary.flow.webauthn.KeyScript;
import io.ostiary.flow.webauthn.KeyTexts;
import io.ostiary.flow.webauthn.SchemaMarks;
import io.ostiary.flow.webauthn.SecurityKey;
import io.ostiary.flow.webauthn.SecurityKeys;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.NewCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Signing up with a security key alone. Browsers only. */
@Singleton
public class WebAuthnRegistration implements RegistrationMethod {

    private static final int HANDLE_BYTES = 16;

    private final WebAuthnConfig config;
    private final Ceremony ceremony;
    private final KeyScript script;
    private final ConfigSeal seal;
    private final Clock clock;

    WebAuthnRegistration(WebAuthnConfig config, Ceremony ceremony, KeyScript script, ConfigSeal seal, Clock clock) {
        this.config = config;
        this.ceremony = ceremony;
        this.script = script;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.signUp();
    }

    @Override
    public boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        boolean meant = named.isEmpty()
                ? !sent.fields().text(WebAuthnNodes.REGISTER).isEmpty()
                : named.equals(WebAuthnConfig.NAME.wire());
        return meant && !sent.flow().isNative();
    }

    @Override
    public Uni<Void> draw(RegistrationForm form) {
        switch (form) {
            case RegistrationForm.Credentials credentials -> {
                if (!form.flow().isNative() && isIdentified(form.schema())) {
                    ask(form);
                }
            }
            case RegistrationForm.UnderWay other -> {}
        }
        return Uni.createFrom().voidItem();
    }

    /** Without an identifier nobody could sign in by the key. */
    private static boolean isIdentified(IdentitySchemaForm schema) {
        return schema.fields().stream().anyMatch(SchemaMarks::isIdentifier);
    }

    private void ask(RegistrationForm form) {
        var owner =
                new CeremonyOptions.Owner(handle(form.flow()), config.party().name());
        ObjectNode options = CeremonyOptions.creation(
                config.party(), Challenge.of(form.flow(), WebAuthnConfig.NAME), owner, List.of());
        form.nodes()
                .append(WebAuthnNodes.name())
                .append(WebAuthnNodes.made())
                .append(WebAuthnNodes.make(options, Text.REGISTRATION_WITH_WEBAUTHN.plain()));
        script.draw(form.flow(), form.nodes());
    }

    private static byte[] handle(Flow flow) {
        return Challenge.handle(flow, WebAuthnConfig.NAME, Challenge.random(HANDLE_BYTES));
    }

    /** The contract complains about both fields, though a form has but one of them. */
    @Override
    public Optional<Step<NewIdentity>> atSight(Sent sent) {
        return sent.fields().text(WebAuthnNodes.REGISTER).isEmpty()
                ? Optional.of(Step.refused(List.of(missing("identifier"), missing(WebAuthnNodes.REGISTER))))
                : KeyName.tooLong(sent);
    }

    private static Complaint missing(String field) {
        return new Complaint(field, Text.REQUIRED.with("property", field));
    }

    @Override
    public Uni<Step<NewIdentity>> submit(Sent sent) {
        if (!hasIdentifier(sent)) {
            return Uni.createFrom().item(Step.refused(null, Text.IDENTIFIER_MISSING.plain()));
        }
        return ceremony.make(
                        sent,
                        WebAuthnConfig.NAME,
                        config.party(),
                        sent.fields().text(WebAuthnNodes.REGISTER),
                        new Ceremony.Wanted(true, KeyName.of(sent)))
                .map(attested -> switch (attested) {
                    case Attested.Unreadable none -> KeyTexts.unreadable();
                    case Attested.Wrong wrong -> KeyTexts.wrong();
                    case Attested.Made(SecurityKey key) -> Step.done(identity(sent, key));
                });
    }

    private static boolean hasIdentifier(Sent sent) {
        return sent.schema().fields().stream()
                .filter(SchemaMarks::isIdentifier)
                .anyMatch(field ->
                        !SchemaMarks.value(field, sent.fields().traits()).isEmpty());
    }

    private NewIdentity identity(Sent sent, SecurityKey key) {
        var credentials = new NewCredentials.Given(
                WebAuthnConfig.NAME.wire(), List.of(), seal.seal(SecurityKeys.config(key, handle(sent.flow()))));
        return new NewIdentity(
                sent.fields().traits(),
                List.of(credentials),
                List.of(),
                AuthenticationMethodBody.of(WebAuthnConfig.NAME.wire(), Factor.FIRST.aal(), clock.instant()));
    }
}
