package io.ostiary.testkit.arch.sample.method.password;

import io.ostiary.testkit.arch.sample.method.totp.TotpLogin;

/** Breaks a rule on purpose: knows another method. */
public class PasswordLogin {
    TotpLogin other;
}
