package io.ostiary.flow.method.link;

import io.ostiary.config.Configuration;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.step.Method;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** {@code selfservice.methods.link}. */
@Singleton
class LinkConfig {

    /** The field that brings what a link carries; it names the method by being there. */
    static final String TOKEN = "token";

    private final Method method;
    private final Duration lifespan;

    LinkConfig(Configuration configuration) {
        boolean enabled =
                configuration.optionalBool("selfservice.methods.link.enabled").orElse(false);
        this.method = new Method(MethodName.LINK, NodeGroup.LINK, enabled, Set.of(TOKEN));
        this.lifespan = configuration
                .optionalDuration("selfservice.methods.link.config.lifespan")
                .orElse(Duration.ofHours(1));
    }

    /** Who the method is, for verification and recovery. */
    Method method() {
        return method;
    }

    /** How long a link opens something. */
    Duration lifespan() {
        return lifespan;
    }
}
