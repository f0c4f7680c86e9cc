package io.ostiary.flow.registration;

import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Submits;
import io.smallrye.mutiny.Uni;

/** A way to sign up. */
public interface RegistrationMethod extends Submits<NewIdentity> {

    /** Draws its elements. */
    Uni<Void> draw(RegistrationForm form);

    /** Draws what it has for a page that asks for the profile before the methods: a way that needs none. */
    default Uni<Void> drawBesideProfile(RegistrationForm.Credentials form) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Draws how a sign-up goes on that came back from elsewhere and was refused, such as because traits are missing. The
     * form has nothing but the profile beside it.
     */
    default Uni<Void> drawRest(Sent sent) {
        return Uni.createFrom().voidItem();
    }
}
