package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.step.ContinueWith;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** {@code show_verification_ui}: leads on to the verification of an address that became new. */
@Singleton
public class ShowVerificationUi implements Hook {

    @Override
    public String name() {
        return "show_verification_ui";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.REGISTRATION, FlowKind.SETTINGS);
    }

    @Override
    public List<ContinueWith> next(Moment.Written moment, JsonNode config) {
        return moment.verification() == null
                ? List.of()
                : List.of(new ContinueWith.ShowVerification(moment.verification()));
    }
}
