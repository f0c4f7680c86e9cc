package io.ostiary.flow.registration;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import io.ostiary.flow.flow.Flow;
import jakarta.inject.Singleton;

/** {@code selfservice.flows.registration}. */
@Singleton
class RegistrationConfig {

    private static final String AT = "selfservice.flows.registration.";

    private final boolean enabled;
    private final boolean twoSteps;

    RegistrationConfig(Configuration configuration) {
        this.enabled = configuration.optionalBool(AT + "enabled").orElse(true);
        boolean oneStep =
                configuration.optionalBool(AT + "enable_legacy_one_step").orElse(false);
        String style = configuration.optionalText(AT + "style").orElse("");
        this.twoSteps = !oneStep && (style.isEmpty() || style.equals("profile_first"));
    }

    /** Whether people may sign up. */
    boolean isEnabled() {
        return enabled;
    }

    /** Whether a form asks for the profile first and for the method after it; the older contract's never does. */
    boolean hasTwoSteps(Flow flow) {
        return twoSteps && flow.generation() == Generation.CURRENT;
    }
}
