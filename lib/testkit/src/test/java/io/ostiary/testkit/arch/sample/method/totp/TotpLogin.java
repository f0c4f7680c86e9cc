package io.ostiary.testkit.arch.sample.method.totp;

/** Breaks no rule. */
public class TotpLogin {
    Thread worker;
}
