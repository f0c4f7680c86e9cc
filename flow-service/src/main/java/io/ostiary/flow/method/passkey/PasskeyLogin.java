package io.ostiary.flow.method.passkey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.People;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.webauthn.Asserted;
import io.ostiary.flow.webauthn.Assertion;
import io.ostiary.flow.webauthn.Ceremony;
import io.ostiary.flow.webauthn.CeremonyOptions;
import io.ostiary.flow.webauthn.Challenge;
import io.ostiary.flow.webauthn.KeyCheck;
import io.ostiary.flow.webauthn.KeyNotes;
import io.ostiary.flow.webauthn.KeyScript;
import io.ostiary.flow.webauthn.KeyTexts;
import io.ostiary.flow.webauthn.SecurityKeys;
import io.ostiary.flow.webauthn.UserHandle;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Signing in with a passkey, which names its owner by itself: by a button, or in the identifier's field. */
@Singleton
public class PasskeyLogin implements LoginMethod {

    private final PasskeyConfig config;
    private final People people;
    private final KeyCheck check;
    private final Ceremony ceremony;
    private final KeyNotes notes;
    private final KeyScript script;
    private final Clock clock;

    PasskeyLogin(
            PasskeyConfig config,
            People people,
            KeyCheck check,
            Ceremony ceremony,
            KeyNotes notes,
            KeyScript script,
            Clock clock) {
        this.config = config;
        this.people = people;
        this.check = check;
        this.ceremony = ceremony;
        this.notes = notes;
        this.script = script;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        return named.isEmpty()
                ? !sent.fields().text(PasskeyNodes.LOGIN).isEmpty()
                : named.equals(PasskeyConfig.NAME.wire());
    }

    @Override
    public Uni<Void> drawBesideIdentifier(LoginForm.First form) {
        drawInField(form);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> drawAboveIdentified(LoginForm.Identified form) {
        drawInField(form);
        return Uni.createFrom().voidItem();
    }

    private void drawInField(LoginForm form) {
        Flow flow = form.flow();
        script.draw(flow, form.nodes());
        form.nodes()
                .append(PasskeyNodes.signedInField(flow))
                .append(PasskeyNodes.challenge(
                        CeremonyOptions.request(config.party(), Challenge.of(flow, PasskeyConfig.NAME))));
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.First first -> {
                form.nodes().upsert(IdentifierField.forPasskeys(first.schema()));
                drawInField(form);
                form.nodes().append(PasskeyNodes.sign(form.flow()));
                yield offers(true);
            }
            case LoginForm.Identified told -> drawIdentified(told);
            case LoginForm.Again again -> again.who().held(PasskeyConfig.NAME).chain(held -> drawAgain(again, held));
            case LoginForm.Second second -> offers(false);
            case LoginForm.UnderWay other -> offers(false);
        };
    }

    private static Uni<Offer> offers(boolean something) {
        return Uni.createFrom().item(something ? Offer.ASKS : Offer.NOTHING);
    }

    /** The challenge is there, drawn beside the identifier's field. */
    private static Uni<Offer> drawIdentified(LoginForm.Identified form) {
        Uni<Boolean> has =
                form.who() == null ? Uni.createFrom().item(false) : form.who().has(PasskeyConfig.NAME);
        return has.invoke(yes -> {
                    if (yes || form.hides()) {
                        form.nodes().append(PasskeyNodes.sign(form.flow()));
                    }
                })
                .chain(PasskeyLogin::offers);
    }

    private Uni<Offer> drawAgain(LoginForm.Again form, Optional<Held> held) {
        SecurityKeys keys = keys(held);
        if (!keys.isEmpty()) {
            Flow flow = form.flow();
            form.nodes().upsert(IdentifierField.told(name(form.who(), form)));
            script.draw(flow, form.nodes());
            ObjectNode options = CeremonyOptions.request(
                    config.party(), Challenge.of(flow, PasskeyConfig.NAME), CeremonyOptions.descriptors(keys.all()));
            form.nodes()
                    .append(PasskeyNodes.sign(flow))
                    .append(PasskeyNodes.signed())
                    .append(PasskeyNodes.challenge(options));
        }
        return offers(!keys.isEmpty());
    }

    private static String name(Person who, LoginForm form) {
        return DisplayName.of(form.schema(), who.body().traits())
                .or(() -> who.identifier(form.schema()))
                .orElse("");
    }

    private static SecurityKeys keys(Optional<Held> held) {
        return SecurityKeys.of(held.map(Held::config).orElseGet(Json::object)).passwordless();
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        String answer = sent.fields().text(PasskeyNodes.LOGIN);
        if (answer.isEmpty()) {
            return Uni.createFrom().item(new Step.ShowAgain<>(FlowState.CHOOSE_METHOD, null, null));
        }
        return check.read(answer)
                .map(assertion -> find(assertion).chain(held -> prove(sent, held, assertion)))
                .orElseGet(() -> Uni.createFrom().item(KeyTexts.unreadable()));
    }

    private Uni<Optional<Held>> find(Assertion assertion) {
        return people.find(PasskeyConfig.NAME, UserHandle.identifier(assertion.userHandle()));
    }

    private Uni<Step<Proof>> prove(Sent sent, Optional<Held> held, Assertion assertion) {
        if (held.isEmpty()) {
            return Uni.createFrom().item(Step.refused(null, Text.NO_WEBAUTHN_ACCOUNT.plain()));
        }
        return ceremony.sign(sent, PasskeyConfig.NAME, config.party(), assertion, keys(held))
                .map(asserted -> switch (asserted) {
                    case Asserted.Wrong wrong -> KeyTexts.wrong();
                    case Asserted.Right right -> Step.done(proof(sent, held.get(), right));
                });
    }

    private Proof proof(Sent sent, Held held, Asserted.Right right) {
        return new Proof(
                held.identity(),
                AuthenticationMethodBody.of(PasskeyConfig.NAME.wire(), Factor.FIRST.aal(), clock.instant()),
                notes.of(sent, PasskeyConfig.NAME, held, right));
    }
}
