package io.ostiary.flow.verification;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.Attributes;
import io.ostiary.contract.node.Node;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.oauth2.LoginChallenges;
import io.ostiary.flow.secret.OneTimeSecret;
import io.ostiary.flow.submission.Open;
import jakarta.inject.Singleton;

/** Draws what a verification shows once it has passed. */
@Singleton
class PassedForm {

    private final ReturnAddresses addresses;
    private final LoginChallenges challenges;

    PassedForm(ReturnAddresses addresses, LoginChallenges challenges) {
        this.addresses = addresses;
        this.challenges = challenges;
    }

    /** The form of a flow that has passed is a mere way on. */
    void show(Open open, OneTimeSecret secret, NodeGroup group) {
        Flow flow = open.flow();
        String onward = LoginChallenges.of(flow)
                .map(challenges::login)
                .orElseGet(() -> addresses.of(
                        flow, addresses.afterIfConfigured("verification").orElseGet(addresses::byDefault)));
        flow.ui().endAt(onward);
        flow.moveTo(FlowState.PASSED_CHALLENGE);
        if (flow.isNative()) {
            flow.ui().setCsrf("");
        } else {
            flow.bindTo(open.request().inbound().csrfToken());
        }
        flow.ui().setMessage(doneText(secret).plain());
        flow.ui().nodes().append(wayOn(onward, group));
    }

    private static Text doneText(OneTimeSecret secret) {
        return "sms".equals(secret.via()) ? Text.VERIFICATION_PHONE_DONE : Text.VERIFICATION_EMAIL_DONE;
    }

    /** The element that leads on. */
    static Node wayOn(String address, NodeGroup group) {
        return Node.of(
                group,
                Attributes.anchor("continue", address, Text.LABEL_CONTINUE.plain()),
                Text.LABEL_CONTINUE.plain());
    }
}
