package io.ostiary.flow.method.sample;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.spent.Spent;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.IdentifierField;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.People;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Signing in by one's favourite colour, or adding it as a second factor. */
@Singleton
public class FavouriteColourLogin implements LoginMethod {

    private final People people;
    private final Spent spent;
    private final Clock clock;

    FavouriteColourLogin(People people, Spent spent, Clock clock) {
        this.people = people;
        this.spent = spent;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return FavouriteColour.METHOD;
    }

    @Override
    public Set<Factor> factors() {
        return Set.of(Factor.FIRST, Factor.SECOND);
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.First first -> {
                form.nodes().upsert(IdentifierField.empty(form.schema()));
                yield asked(form, true);
            }
            case LoginForm.Identified told ->
                told.who() == null
                        ? asked(form, told.hides())
                        : told.who().has(FavouriteColour.NAME).chain(has -> asked(form, has || told.hides()));
            case LoginForm.Again again -> again.who().has(FavouriteColour.NAME).chain(has -> asked(form, has));
            case LoginForm.Second second ->
                second.who().has(FavouriteColour.NAME).chain(has -> asked(form, has));
            case LoginForm.UnderWay other -> asked(form, false);
        };
    }

    private static Uni<Offer> asked(LoginForm form, boolean asks) {
        if (asks) {
            FavouriteColourNodes.ask(form.nodes());
        }
        return Uni.createFrom().item(asks ? Offer.ASKS : Offer.NOTHING);
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        Uni<Optional<Held>> held = sent.who() == null
                ? people.find(FavouriteColour.NAME, sent.fields().text("identifier"))
                : sent.who().held(FavouriteColour.NAME);
        return held.chain(who -> who.isEmpty() ? refused() : check(sent, who.get()));
    }

    private Uni<Step<Proof>> check(Sent sent, Held held) {
        if (!FavouriteColour.isThatOf(held, sent.fields().text("colour"))) {
            return Uni.createFrom().item(Step.wrong("colour", Text.WRONG_CREDENTIALS.plain()));
        }
        String key = held.identity().id() + ":" + sent.flow().id();
        return spent.claim(
                        "favourite_colour",
                        key,
                        sent.attempt().id(),
                        sent.flow().expiresAt())
                .map(first -> first ? done(sent, held) : Step.refused("colour", Text.WRONG_CREDENTIALS.plain()));
    }

    private Step<Proof> done(Sent sent, Held held) {
        String aal = Factor.askedBy(sent.flow()).aal();
        return Step.done(Proof.of(
                held.identity(), AuthenticationMethodBody.of(FavouriteColour.NAME.wire(), aal, clock.instant())));
    }

    private static Uni<Step<Proof>> refused() {
        return Uni.createFrom().item(Step.wrong(null, Text.WRONG_CREDENTIALS.plain()));
    }
}
