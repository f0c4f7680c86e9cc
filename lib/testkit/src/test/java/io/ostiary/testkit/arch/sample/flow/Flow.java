package io.ostiary.testkit.arch.sample.flow;

import io.ostiary.testkit.arch.sample.login.SubmitLogin;
import java.time.Instant;

/** Breaks rules on purpose: knows a feature, reads the time. */
public class Flow {
    SubmitLogin feature;
    Instant now = Instant.now();
}
