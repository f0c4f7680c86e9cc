package io.ostiary.flow.recovery;

import io.ostiary.config.Configuration;
import io.ostiary.contract.generation.Generation;
import io.ostiary.flow.flow.Flow;
import jakarta.inject.Singleton;

/** {@code selfservice.flows.recovery} and the switches beside it that touch recovery. */
@Singleton
public class RecoveryConfig {

    private final Configuration configuration;

    RecoveryConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Whether people can recover their accounts. */
    boolean isEnabled() {
        return configuration.optionalBool("selfservice.flows.recovery.enabled").orElse(false);
    }

    /** The method of new flows: {@code code} or {@code link}. */
    String use() {
        return configuration.optionalText("selfservice.flows.recovery.use").orElse("code");
    }

    /** Whether somebody without an account is told so by mail. */
    public boolean notifiesUnknownRecipients() {
        return configuration
                .optionalBool("selfservice.flows.recovery.notify_unknown_recipients")
                .orElse(false);
    }

    /** As above, in a flow; the older contract has no such key, and people are always told. */
    public boolean notifiesUnknownRecipients(Flow flow) {
        return flow.generation() == Generation.V05 || notifiesUnknownRecipients();
    }

    /** Whether clients are told what comes next by {@code continue_with}, and not by status 422. */
    boolean continuesWith() {
        return configuration
                .optionalBool("feature_flags.use_continue_with_transitions")
                .orElse(false);
    }

    /** Whether people choose among their addresses where the code goes. */
    public boolean letsChooseAddress() {
        return configuration
                .optionalBool("feature_flags.choose_recovery_address")
                .orElse(false);
    }
}
