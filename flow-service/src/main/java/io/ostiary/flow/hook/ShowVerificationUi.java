package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code show_verification_ui}: leads on to the verification of an address that became new. */
@Singleton
public class ShowVerificationUi implements SettingsHook {

    @Override
    public String name() {
        return "show_verification_ui";
    }

    @Override
    public List<ObjectNode> continueWith(Saved saved) {
        return saved.verification() == null
                ? List.of()
                : List.of(saved.verification().continueWith());
    }
}
