package io.ostiary.flow.method.passkey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.webauthn.Attested;
import io.ostiary.flow.webauthn.Ceremony;
import io.ostiary.flow.webauthn.CeremonyOptions;
import io.ostiary.flow.webauthn.Challenge;
import io.ostiary.flow.webauthn.KeyScript;
import io.ostiary.flow.webauthn.KeyTexts;
import io.ostiary.flow.webauthn.LastWayIn;
import io.ostiary.flow.webauthn.SecurityKey;
import io.ostiary.flow.webauthn.SecurityKeys;
import io.ostiary.flow.webauthn.UserHandle;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Adding passkeys and removing them. */
@Singleton
public class PasskeySettings implements SettingsMethod {

    private final PasskeyConfig config;
    private final Ceremony ceremony;
    private final KeyScript script;
    private final LastWayIn lastWayIn;
    private final ConfigSeal seal;
    private final Clock clock;

    PasskeySettings(
            PasskeyConfig config,
            Ceremony ceremony,
            KeyScript script,
            LastWayIn lastWayIn,
            ConfigSeal seal,
            Clock clock) {
        this.config = config;
        this.ceremony = ceremony;
        this.script = script;
        this.lastWayIn = lastWayIn;
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
        return named.isEmpty() ? asksForSomething(sent) : named.equals(PasskeyConfig.NAME.wire());
    }

    private static boolean asksForSomething(Sent sent) {
        return !sent.fields().text(PasskeyNodes.SETTINGS_REGISTER).isEmpty()
                || !sent.fields().text(PasskeyNodes.REMOVE).isEmpty();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.who()
                .held(PasskeyConfig.NAME)
                .invoke(held -> draw(form, held))
                .replaceWithVoid();
    }

    private void draw(SettingsForm form, Optional<Held> held) {
        Flow flow = form.flow();
        SecurityKeys keys = keys(held);
        keys.all().forEach(key -> form.nodes().append(PasskeyNodes.remove(key, isLast(held, keys))));
        String name = DisplayName.of(form.schema(), form.who().body().traits())
                .or(() -> form.who().identifier(form.schema()))
                .orElse(config.party().name());
        var owner = new CeremonyOptions.Owner(handle(flow, keys), name);
        ObjectNode options =
                CeremonyOptions.creation(config.party(), Challenge.of(flow, PasskeyConfig.NAME), owner, keys.all());
        form.nodes()
                .append(PasskeyNodes.add(flow))
                .append(PasskeyNodes.made(PasskeyNodes.SETTINGS_REGISTER))
                .append(PasskeyNodes.toMake(options));
        script.draw(flow, form.nodes());
    }

    private static SecurityKeys keys(Optional<Held> held) {
        return SecurityKeys.of(held.map(Held::config).orElseGet(Json::object));
    }

    private boolean isLast(Optional<Held> held, SecurityKeys keys) {
        return held.isPresent() && lastWayIn.isOne(held.get().identity(), PasskeyConfig.NAME, keys);
    }

    /** One for all passkeys of an account, so that a device replaces the one that it has instead of listing two. */
    private static byte[] handle(Flow flow, SecurityKeys keys) {
        return Challenge.handle(
                flow, PasskeyConfig.NAME, keys.userHandle().length > 0 ? keys.userHandle() : UserHandle.random());
    }

    @Override
    public Optional<Step<Change>> atSight(Sent sent) {
        return asksForSomething(sent)
                ? Optional.empty()
                : Optional.of(Step.refused(null, Text.SETTINGS_METHOD_MISSING.plain()));
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        return Objects.requireNonNull(sent.who())
                .held(PasskeyConfig.NAME)
                .chain(held -> sent.fields().text(PasskeyNodes.REMOVE).isEmpty()
                        ? add(sent, keys(held))
                        : Uni.createFrom().item(remove(sent, held)));
    }

    private Step<Change> remove(Sent sent, Optional<Held> held) {
        SecurityKeys keys = keys(held);
        return keys.named(sent.fields().text(PasskeyNodes.REMOVE))
                .map(key -> isLast(held, keys) ? KeyTexts.<Change>last() : Step.done(removed(key)))
                .orElseGet(KeyTexts::notThere);
    }

    private static Change removed(SecurityKey key) {
        return new Change.Credentials(PasskeyConfig.NAME, new CredentialsEdit.Take(key.word()), null);
    }

    private Uni<Step<Change>> add(Sent sent, SecurityKeys known) {
        return ceremony.make(
                        sent,
                        PasskeyConfig.NAME,
                        config.party(),
                        sent.fields().text(PasskeyNodes.SETTINGS_REGISTER),
                        new Ceremony.Wanted(true, ""))
                .map(attested -> switch (attested) {
                    case Attested.Unreadable none -> KeyTexts.unreadable();
                    case Attested.Wrong wrong -> KeyTexts.wrong();
                    case Attested.Made(SecurityKey key) ->
                        known.find(key.id()).isPresent()
                                ? KeyTexts.known(PasskeyNodes.SETTINGS_REGISTER)
                                : Step.done(added(sent, known, key));
                });
    }

    private Change added(Sent sent, SecurityKeys known, SecurityKey key) {
        byte[] handle = handle(sent.flow(), known);
        Challenge.forget(sent.flow(), PasskeyConfig.NAME);
        return new Change.Credentials(
                PasskeyConfig.NAME,
                new CredentialsEdit.Add(
                        seal.seal(key.item()),
                        List.of(UserHandle.identifier(handle)),
                        seal.seal(SecurityKeys.beside(handle))),
                AuthenticationMethodBody.of(PasskeyConfig.NAME.wire(), Factor.FIRST.aal(), clock.instant()));
    }
}
