package io.ostiary.flow.login;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.step.Factor;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Submits;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A way to prove who one is. */
public interface LoginMethod extends Submits<Proof> {

    /** What a method has for a form. */
    enum Offer {
        /** Nothing: the person can't use it here. */
        NOTHING,
        /** Fields to fill in. */
        ASKS,
        /** It asks for nothing and can begin at once, such as a code that is sent. */
        CAN_BEGIN
    }

    /**
     * What it can prove. It neither draws for nor gets submissions of a flow that asks for something else, so that a first
     * factor proven twice is no second one.
     */
    default Set<Factor> factors() {
        return Set.of(Factor.FIRST);
    }

    /** Draws what it has for a form. */
    Uni<Offer> draw(LoginForm form);

    /** Draws what it has for a form that asks for the identifier alone: a way that needs none. */
    default Uni<Void> drawBesideIdentifier(LoginForm.First form) {
        return Uni.createFrom().voidItem();
    }

    /** Draws what stays of that when the identifier was told, above all else; {@link LoginForm.Identified} comes below it. */
    default Uni<Void> drawAboveIdentified(LoginForm.Identified form) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Whether the form of a flow is the method's alone though nothing was sent: it is drawn as {@link LoginForm.UnderWay}
     * from then on.
     */
    default boolean hasFormToItself(Flow flow) {
        return false;
    }

    /** Whether a form that it refused shows the identifier that was typed. */
    default boolean keepsIdentifier() {
        return true;
    }
}
