package io.ostiary.flow.settings;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.Answers;
import io.ostiary.flow.http.ReturnAddresses;
import jakarta.inject.Singleton;

/** Where a browser goes after a change: where the person wanted, else the configured address, else the form. */
@Singleton
class SettingsReturn {

    private final ReturnAddresses addresses;
    private final Answers answers;

    SettingsReturn(ReturnAddresses addresses, Answers answers) {
        this.addresses = addresses;
        this.answers = answers;
    }

    /**
     * The address.
     *
     * @throws io.ostiary.contract.problem.ProblemException when it isn't allowed
     */
    String to(Flow flow, MethodName method) {
        String otherwise =
                addresses.afterIfConfigured("settings", method.wire()).orElseGet(() -> answers.flowPage(flow));
        return addresses.of(flow, otherwise);
    }
}
