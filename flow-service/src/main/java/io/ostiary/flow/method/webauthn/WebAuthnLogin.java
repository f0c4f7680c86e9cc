package io.ostiary.flow.method.webauthn;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Signing in with a security key: with an identifier first, or as a second factor. A key is asked for by its id, so it has
 * to be known whose keys they may be. Browsers only.
 */
@Singleton
public class WebAuthnLogin implements LoginMethod {

    private static final String ALLOWED = "allowed";
    private static final String DRAWN = "drawn";
    private static final String IDENTIFIER = "identifier";

    private final WebAuthnConfig config;
    private final People people;
    private final KeyCheck check;
    private final Ceremony ceremony;
    private final KeyNotes notes;
    private final KeyScript script;
    private final Clock clock;

    WebAuthnLogin(
            WebAuthnConfig config,
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
    public Set<Factor> factors() {
        return Set.of(Factor.FIRST, Factor.SECOND);
    }

    @Override
    public boolean isMeant(Sent sent) {
        String named = sent.fields().method();
        return named.isEmpty()
                ? !sent.fields().text(WebAuthnNodes.LOGIN).isEmpty()
                : named.equals(WebAuthnConfig.NAME.wire());
    }

    /** The identifier that was typed is not shown again (contract). */
    @Override
    public boolean keepsIdentifier() {
        return false;
    }

    @Override
    public boolean hasFormToItself(Flow flow) {
        return flow.state(WebAuthnConfig.NAME).has(ALLOWED);
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        if (form.flow().isNative()) {
            return offers(false);
        }
        return switch (form) {
            case LoginForm.First first -> {
                if (config.isPasswordless()) {
                    form.nodes().upsert(IdentifierField.forPasskeys(first.schema()));
                    form.nodes().append(WebAuthnNodes.begin());
                }
                yield offers(config.isPasswordless());
            }
            case LoginForm.Identified told -> drawIdentified(told);
            case LoginForm.Again again -> drawFor(again, again.who(), SecurityKeys::passwordless);
            case LoginForm.Second second -> drawFor(second, second.who(), SecurityKeys::secondFactors);
            case LoginForm.UnderWay underWay -> {
                boolean mine = underWay.by().equals(WebAuthnConfig.NAME) && hasFormToItself(form.flow());
                if (mine) {
                    ArrayNode allowed =
                            (ArrayNode) form.flow().state(WebAuthnConfig.NAME).get(ALLOWED);
                    ask(form, allowed, Text.LOGIN_CONTINUE.plain());
                }
                yield offers(mine);
            }
        };
    }

    private static Uni<Offer> offers(boolean something) {
        return Uni.createFrom().item(something ? Offer.ASKS : Offer.NOTHING);
    }

    private Uni<Offer> drawIdentified(LoginForm.Identified form) {
        if (!config.isPasswordless()) {
            return offers(false);
        }
        Uni<Boolean> has = form.who() == null
                ? Uni.createFrom().item(false)
                : form.who()
                        .held(WebAuthnConfig.NAME)
                        .map(held -> !keys(held).passwordless().isEmpty());
        return has.invoke(yes -> {
                    if (yes || form.hides()) {
                        form.nodes().append(WebAuthnNodes.begin());
                    }
                })
                .chain(WebAuthnLogin::offers);
    }

    private Uni<Offer> drawFor(LoginForm form, Person who, Function<SecurityKeys, SecurityKeys> those) {
        return who.held(WebAuthnConfig.NAME).chain(held -> {
            SecurityKeys keys = those.apply(keys(held));
            if (!keys.isEmpty()) {
                identifier(form, who, held).ifPresent(told -> form.nodes().upsert(IdentifierField.told(told)));
                ask(form, CeremonyOptions.descriptors(keys.all()), Text.LOGIN_WITH_WEBAUTHN.plain());
            }
            return offers(!keys.isEmpty());
        });
    }

    private static Optional<String> identifier(LoginForm form, Person who, Optional<Held> held) {
        return held.flatMap(each -> each.identifiers().stream().findFirst()).or(() -> who.identifier(form.schema()));
    }

    private static SecurityKeys keys(Optional<Held> held) {
        return SecurityKeys.of(held.map(Held::config).orElseGet(Json::object));
    }

    /** The field for the answer stands last, and first when the form is drawn again (contract). */
    private void ask(LoginForm form, ArrayNode allowed, UiText label) {
        Flow flow = form.flow();
        ObjectNode state = flow.state(WebAuthnConfig.NAME);
        ObjectNode options =
                CeremonyOptions.request(config.party(), Challenge.of(flow, WebAuthnConfig.NAME), allowed.deepCopy());
        boolean first = !state.has(DRAWN);
        if (!first) {
            form.nodes().append(WebAuthnNodes.signed(false));
        }
        script.draw(flow, form.nodes());
        form.nodes().append(WebAuthnNodes.sign(options, label));
        if (first) {
            form.nodes().append(WebAuthnNodes.signed(true));
            state.put(DRAWN, true);
        }
    }

    /** The contract complains about the identifier first, even where keys don't sign in alone. */
    @Override
    public Optional<Step<Proof>> atSight(Sent sent) {
        boolean first = Factor.askedBy(sent.flow()) == Factor.FIRST;
        if (sent.flow().isNative()) {
            return Optional.of(notHere());
        }
        if (first && sent.fields().text(IDENTIFIER).isEmpty()) {
            return Optional.of(Step.refused(IDENTIFIER, Text.REQUIRED.with("property", IDENTIFIER)));
        }
        return first && !config.isPasswordless() && !sent.flow().isRefresh()
                ? Optional.of(notHere())
                : Optional.empty();
    }

    private static Step<Proof> notHere() {
        return Step.refused(null, Text.LOGIN_METHOD_MISSING.plain());
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        String answer = sent.fields().text(WebAuthnNodes.LOGIN);
        if (Factor.askedBy(sent.flow()) == Factor.FIRST && answer.isEmpty()) {
            return find(sent).map(held -> begin(sent, keys(held).passwordless()));
        }
        Optional<Assertion> assertion = check.read(answer);
        if (assertion.isEmpty()) {
            return Uni.createFrom().item(KeyTexts.unreadable());
        }
        return Factor.askedBy(sent.flow()) == Factor.FIRST
                ? find(sent)
                        .chain(held -> prove(
                                sent, held, assertion.get(), SecurityKeys::passwordless, Text.NO_WEBAUTHN_ACCOUNT))
                : held(sent)
                        .chain(held ->
                                prove(sent, held, assertion.get(), SecurityKeys::secondFactors, Text.NO_WEBAUTHN));
    }

    private Uni<Optional<Held>> find(Sent sent) {
        return people.find(WebAuthnConfig.NAME, sent.fields().text(IDENTIFIER));
    }

    private static Uni<Optional<Held>> held(Sent sent) {
        return sent.who() == null
                ? Uni.createFrom().item(Optional.empty())
                : sent.who().held(WebAuthnConfig.NAME);
    }

    /** Has the form ask for a key of the account; it is the method's alone from then on. */
    private static Step<Proof> begin(Sent sent, SecurityKeys keys) {
        if (keys.isEmpty()) {
            return Step.refused(null, Text.NO_WEBAUTHN_ACCOUNT.plain());
        }
        Challenge.forget(sent.flow(), WebAuthnConfig.NAME);
        sent.flow().state(WebAuthnConfig.NAME).set(ALLOWED, CeremonyOptions.descriptors(keys.all()));
        return new Step.ShowAgain<>(FlowState.CHOOSE_METHOD, Text.LOGIN_WEBAUTHN_READY.plain(), null);
    }

    private Uni<Step<Proof>> prove(
            Sent sent,
            Optional<Held> held,
            Assertion assertion,
            Function<SecurityKeys, SecurityKeys> those,
            Text nobody) {
        if (held.isEmpty()) {
            return Uni.createFrom().item(Step.refused(null, nobody.plain()));
        }
        return ceremony.sign(sent, WebAuthnConfig.NAME, config.party(), assertion, those.apply(keys(held)))
                .map(asserted -> switch (asserted) {
                    case Asserted.Wrong wrong -> KeyTexts.wrong();
                    case Asserted.Right right -> Step.done(proof(sent, held.get(), right));
                });
    }

    private Proof proof(Sent sent, Held held, Asserted.Right right) {
        String aal = Factor.askedBy(sent.flow()).aal();
        return new Proof(
                held.identity(),
                AuthenticationMethodBody.of(WebAuthnConfig.NAME.wire(), aal, clock.instant()),
                notes.of(sent, WebAuthnConfig.NAME, held, right));
    }
}
