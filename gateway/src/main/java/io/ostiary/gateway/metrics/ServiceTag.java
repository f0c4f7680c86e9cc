package io.ostiary.gateway.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Says in each metric of the gateway, by the tag {@code service}, that the gateway counted it, as services do. */
public final class ServiceTag {

    private ServiceTag() {}

    /** Adds the tag. */
    @Produces
    @Singleton
    public static MeterFilter ofTheGateway() {
        return MeterFilter.commonTags(List.of(Tag.of("service", SuiteMetrics.GATEWAY)));
    }
}
