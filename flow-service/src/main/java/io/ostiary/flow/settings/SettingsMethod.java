package io.ostiary.flow.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Submits;
import io.smallrye.mutiny.Uni;

/** Something that people can change about themselves. */
public interface SettingsMethod extends Submits<Change> {

    /** Draws its elements. */
    Uni<Void> draw(SettingsForm form);

    /** The traits that a refused form shows: the person's own, or what they typed. */
    default JsonNode shownTraits(Sent sent) {
        return sent.owner().body().traits();
    }

    /**
     * Whether a submission needs a session in which the person signed in lately. False leaves it to what the change
     * touches, as identity-service finds it.
     */
    default boolean needsFreshSession(Sent sent) {
        return true;
    }
}
