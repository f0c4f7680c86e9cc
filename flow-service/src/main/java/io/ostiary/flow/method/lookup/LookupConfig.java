package io.ostiary.flow.method.lookup;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;
import java.util.Set;

/** {@code selfservice.methods.lookup_secret}. */
@Singleton
class LookupConfig {

    /** The method's name, which is also the type of its credentials. */
    static final MethodName NAME = MethodName.of("lookup_secret");

    private final Method method;

    LookupConfig(Configuration configuration) {
        this.method = new Method(
                NAME,
                NodeGroup.LOOKUP_SECRET,
                configuration
                        .optionalBool("selfservice.methods.lookup_secret.enabled")
                        .orElse(false),
                Set.of(LookupNodes.RENEW, LookupNodes.CONFIRM, LookupNodes.REVEAL, LookupNodes.DISABLE));
    }

    /** Who the method is, in all flows. */
    Method method() {
        return method;
    }
}
