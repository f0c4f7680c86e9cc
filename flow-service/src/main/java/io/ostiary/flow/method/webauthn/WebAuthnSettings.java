package io.ostiary.flow.method.webauthn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Person;
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
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Adding security keys and removing them. Browsers only. */
@Singleton
public class WebAuthnSettings implements SettingsMethod {

    private final WebAuthnConfig config;
    private final Ceremony ceremony;
    private final KeyScript script;
    private final LastWayIn lastWayIn;
    private final ConfigSeal seal;
    private final Clock clock;

    WebAuthnSettings(
            WebAuthnConfig config,
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
        return named.isEmpty() ? asksForSomething(sent) : named.equals(WebAuthnConfig.NAME.wire());
    }

    private static boolean asksForSomething(Sent sent) {
        return !sent.fields().text(WebAuthnNodes.REGISTER).isEmpty()
                || !sent.fields().text(WebAuthnNodes.REMOVE).isEmpty();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.flow().isNative()
                ? Uni.createFrom().voidItem()
                : form.who()
                        .held(WebAuthnConfig.NAME)
                        .invoke(held -> draw(form, held))
                        .replaceWithVoid();
    }

    private void draw(SettingsForm form, Optional<Held> held) {
        SecurityKeys keys = keys(held);
        keys.all().forEach(key -> form.nodes().append(WebAuthnNodes.remove(key, isLast(held, key))));
        var owner = new CeremonyOptions.Owner(
                handle(form.flow(), form.who(), keys), config.party().name());
        ObjectNode options = CeremonyOptions.creation(
                config.party(), Challenge.of(form.flow(), WebAuthnConfig.NAME), owner, keys.all());
        form.nodes()
                .append(WebAuthnNodes.name())
                .append(WebAuthnNodes.made())
                .append(WebAuthnNodes.make(options, Text.SETTINGS_ADD_WEBAUTHN.plain()));
        script.draw(form.flow(), form.nodes());
    }

    private static SecurityKeys keys(Optional<Held> held) {
        return SecurityKeys.of(held.map(Held::config).orElseGet(Json::object));
    }

    private boolean isLast(Optional<Held> held, SecurityKey key) {
        return key.isPasswordless()
                && held.isPresent()
                && lastWayIn.isOne(
                        held.get().identity(), WebAuthnConfig.NAME, keys(held).passwordless());
    }

    /** Keys name their owner by one handle: the one that the others have, or the identity's id (contract). */
    private static byte[] handle(Flow flow, Person who, SecurityKeys keys) {
        byte[] made = keys.userHandle().length > 0 ? keys.userHandle() : bytes(who.id());
        return Challenge.handle(flow, WebAuthnConfig.NAME, made);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public Optional<Step<Change>> atSight(Sent sent) {
        return sent.flow().isNative() || !asksForSomething(sent)
                ? Optional.of(Step.refused(null, Text.SETTINGS_METHOD_MISSING.plain()))
                : KeyName.tooLong(sent);
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        Person who = Objects.requireNonNull(sent.who());
        return who.held(WebAuthnConfig.NAME)
                .chain(held -> sent.fields().text(WebAuthnNodes.REGISTER).isEmpty()
                        ? Uni.createFrom().item(remove(sent, held))
                        : add(sent, who, keys(held)));
    }

    private Step<Change> remove(Sent sent, Optional<Held> held) {
        return keys(held)
                .named(sent.fields().text(WebAuthnNodes.REMOVE))
                .map(key -> isLast(held, key) ? KeyTexts.<Change>last() : Step.done(removed(key)))
                .orElseGet(KeyTexts::notThere);
    }

    private static Change removed(SecurityKey key) {
        return new Change.Credentials(WebAuthnConfig.NAME, new CredentialsEdit.Take(key.word()), null);
    }

    private Uni<Step<Change>> add(Sent sent, Person who, SecurityKeys known) {
        return ceremony.make(
                        sent,
                        WebAuthnConfig.NAME,
                        config.party(),
                        sent.fields().text(WebAuthnNodes.REGISTER),
                        new Ceremony.Wanted(config.isPasswordless(), KeyName.of(sent)))
                .map(attested -> switch (attested) {
                    case Attested.Unreadable none -> KeyTexts.unreadable();
                    case Attested.Wrong wrong -> KeyTexts.wrong();
                    case Attested.Made(SecurityKey key) ->
                        known.find(key.id()).isPresent()
                                ? KeyTexts.known(WebAuthnNodes.REGISTER)
                                : Step.done(added(sent, who, known, key));
                });
    }

    private Change added(Sent sent, Person who, SecurityKeys known, SecurityKey key) {
        byte[] handle = handle(sent.flow(), who, known);
        Challenge.forget(sent.flow(), WebAuthnConfig.NAME);
        return new Change.Credentials(
                WebAuthnConfig.NAME,
                new CredentialsEdit.Add(seal.seal(key.item()), List.of(), seal.seal(SecurityKeys.beside(handle))),
                AuthenticationMethodBody.of(
                        WebAuthnConfig.NAME.wire(), config.factor().aal(), clock.instant()));
    }
}
