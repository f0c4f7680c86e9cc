package io.ostiary.flow.method.passkey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
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
import io.ostiary.flow.webauthn.SecurityKey;
import io.ostiary.flow.webauthn.SecurityKeys;
import io.ostiary.flow.webauthn.UserHandle;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.NewCredentials;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Signing up with a passkey alone. */
@Singleton
public class PasskeyRegistration implements RegistrationMethod {

    /** What the contract's own page script sends in place of nothing. */
    private static final String NOTHING = "true";

    private final PasskeyConfig config;
    private final Ceremony ceremony;
    private final KeyScript script;
    private final ConfigSeal seal;
    private final Clock clock;

    PasskeyRegistration(PasskeyConfig config, Ceremony ceremony, KeyScript script, ConfigSeal seal, Clock clock) {
        this.config = config;
        this.ceremony = ceremony;
        this.script = script;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        String answer = sent.fields().text(PasskeyNodes.REGISTER);
        return (named.isEmpty() || named.equals(PasskeyConfig.NAME.wire()))
                && !answer.isEmpty()
                && !answer.equals(NOTHING);
    }

    @Override
    public Uni<Void> draw(RegistrationForm form) {
        switch (form) {
            case RegistrationForm.Credentials credentials -> ask(form);
            case RegistrationForm.UnderWay other -> {}
        }
        return Uni.createFrom().voidItem();
    }

    private void ask(RegistrationForm form) {
        Flow flow = form.flow();
        List<String> names = DisplayName.fields(form.schema());
        if (names.isEmpty()) {
            // Browsers would list a passkey that nobody could tell from others.
            return;
        }
        form.nodes()
                .append(PasskeyNodes.signUp(flow))
                .append(PasskeyNodes.made(PasskeyNodes.REGISTER))
                .append(PasskeyNodes.toMake(toMake(flow, names)));
        script.draw(flow, form.nodes());
    }

    private ObjectNode toMake(Flow flow, List<String> names) {
        var owner = new CeremonyOptions.Owner(handle(flow), config.party().name());
        ObjectNode data = Json.object();
        data.set(
                "credentialOptions",
                CeremonyOptions.creation(config.party(), Challenge.of(flow, PasskeyConfig.NAME), owner, List.of()));
        data.put("displayNameFieldName", names.getFirst());
        ArrayNode all = data.putArray("displayNameFieldNames");
        names.forEach(all::add);
        return data;
    }

    private static byte[] handle(Flow flow) {
        return Challenge.handle(flow, PasskeyConfig.NAME, UserHandle.random());
    }

    @Override
    public Uni<Step<NewIdentity>> submit(Sent sent) {
        return ceremony.make(
                        sent,
                        PasskeyConfig.NAME,
                        config.party(),
                        sent.fields().text(PasskeyNodes.REGISTER),
                        new Ceremony.Wanted(true, ""))
                .map(attested -> switch (attested) {
                    case Attested.Unreadable none -> KeyTexts.unreadable();
                    case Attested.Wrong wrong -> KeyTexts.wrong();
                    case Attested.Made(SecurityKey key) -> Step.done(identity(sent, key));
                });
    }

    private NewIdentity identity(Sent sent, SecurityKey key) {
        byte[] handle = handle(sent.flow());
        var credentials = new NewCredentials.Given(
                PasskeyConfig.NAME.wire(),
                List.of(UserHandle.identifier(handle)),
                seal.seal(SecurityKeys.config(key, handle)));
        return new NewIdentity(
                sent.fields().traits(),
                List.of(credentials),
                List.of(),
                AuthenticationMethodBody.of(PasskeyConfig.NAME.wire(), Factor.FIRST.aal(), clock.instant()));
    }
}
