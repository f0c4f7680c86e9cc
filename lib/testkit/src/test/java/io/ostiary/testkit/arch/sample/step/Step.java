package io.ostiary.testkit.arch.sample.step;

import io.ostiary.testkit.arch.sample.login.SubmitLogin;
import io.ostiary.testkit.arch.sample.method.totp.TotpLogin;

/** Knows a flow and a method. */
public class Step {

    SubmitLogin flow = new SubmitLogin();
    TotpLogin method = new TotpLogin();
}
