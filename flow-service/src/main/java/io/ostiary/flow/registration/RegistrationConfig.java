package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.flow.flow.MethodName;
import jakarta.inject.Singleton;

/** {@code selfservice.flows.registration} and the keys beside it that touch registration. */
@Singleton
class RegistrationConfig {

    private final Configuration configuration;

    RegistrationConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether people may sign up. */
    boolean isEnabled() {
        return configuration
                .optionalBool("selfservice.flows.registration.enabled")
                .orElse(true);
    }

    /** Whether the form asks for the profile first and for the method after it. */
    boolean hasTwoSteps() {
        boolean oneStep = configuration
                .optionalBool("selfservice.flows.registration.enable_legacy_one_step")
                .orElse(false);
        String style = configuration
                .optionalText("selfservice.flows.registration.style")
                .orElse("");
        return style.isEmpty() ? !oneStep : style.equals("profile_first") && !oneStep;
    }

    /** Whether a hook of that name follows a registration by a method. */
    boolean hasHook(MethodName method, String hook) {
        JsonNode after = configuration.tree("selfservice.flows.registration.after");
        JsonNode own = after.path(method.wire()).path("hooks");
        JsonNode hooks = own.isArray() && !own.isEmpty() ? own : after.path("hooks");
        for (JsonNode entry : hooks) {
            if (hook.equals(entry.path("hook").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Whether new addresses are verified. */
    boolean verifiesAddresses() {
        return configuration
                .optionalBool("selfservice.flows.verification.enabled")
                .orElse(false);
    }
}
