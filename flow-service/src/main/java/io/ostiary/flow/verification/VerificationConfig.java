package io.ostiary.flow.verification;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import io.ostiary.flow.flow.Flow;
import jakarta.inject.Singleton;

/** {@code selfservice.flows.verification}. */
@Singleton
public class VerificationConfig {

    private final Configuration configuration;

    /** Reads the section of that configuration. */
    public VerificationConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether addresses can be verified. */
    public boolean isEnabled() {
        return configuration
                .optionalBool("selfservice.flows.verification.enabled")
                .orElse(false);
    }

    /** The method of new flows: {@code code} or {@code link}. */
    public String use() {
        return configuration.optionalText("selfservice.flows.verification.use").orElse("code");
    }

    /** Whether somebody without an account is told so by mail. */
    public boolean notifiesUnknownRecipients() {
        return configuration
                .optionalBool("selfservice.flows.verification.notify_unknown_recipients")
                .orElse(false);
    }

    /** As above, in a flow; the older contract has no such key, and people are always told. */
    public boolean notifiesUnknownRecipients(Flow flow) {
        return flow.generation() == Generation.V05 || notifiesUnknownRecipients();
    }
}
