package io.ostiary.flow.settings;

import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Submits;
import io.smallrye.mutiny.Uni;

/** Something that people can change about themselves. */
public interface SettingsMethod extends Submits<Change> {

    /** Draws its elements. */
    Uni<Void> draw(SettingsForm form);

    /**
     * Whether a submission needs a session in which the person signed in lately. False leaves it to what the change
     * touches, as identity-service finds it.
     */
    default boolean needsFreshSession(Sent sent) {
        return true;
    }
}
