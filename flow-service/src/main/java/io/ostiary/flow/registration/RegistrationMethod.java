package io.ostiary.flow.registration;

import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Submits;
import io.smallrye.mutiny.Uni;

/** A way to sign up. */
public interface RegistrationMethod extends Submits<NewIdentity> {

    /** Draws its elements. */
    Uni<Void> draw(RegistrationForm form);
}
