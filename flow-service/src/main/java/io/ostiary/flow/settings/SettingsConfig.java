package io.ostiary.flow.settings;

import io.ostiary.config.Configuration;
import io.ostiary.contract.session.RequiredAal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;

/** {@code selfservice.flows.settings}. */
@Singleton
public class SettingsConfig {

    private static final Pattern WORD = Pattern.compile("[a-z_0-9]{1,64}");

    private final Configuration configuration;

    SettingsConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** How long after signing in a person may change what opens their account. */
    public Duration privilegedMaxAge() {
        return configuration
                .optionalDuration("selfservice.flows.settings.privileged_session_max_age")
                .orElse(Duration.ofHours(1));
    }

    /** The level that a session has to have. */
    RequiredAal requiredAal() {
        return RequiredAal.of(configuration
                .optionalText("selfservice.flows.settings.required_aal")
                .orElse("highest_available"));
    }

    /** Whether the configuration has a method of that name, whoever offers it: one that nobody offers is switched off. */
    boolean knowsMethod(String name) {
        return WORD.matcher(name).matches()
                && configuration
                        .optionalBool("selfservice.methods." + name + ".enabled")
                        .isPresent();
    }
}
