package io.ostiary.flow.method.password;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;

/** {@code selfservice.methods.password}. */
@Singleton
class PasswordConfig {

    private final Method method;

    PasswordConfig(Configuration configuration) {
        boolean enabled = configuration
                .optionalBool("selfservice.methods.password.enabled")
                .orElse(true);
        this.method = Method.of(MethodName.PASSWORD, NodeGroup.PASSWORD, enabled);
    }

    /** Who the method is, in all flows. */
    Method method() {
        return method;
    }
}
