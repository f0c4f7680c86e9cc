package io.ostiary.call;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Says in each metric, by the tag {@code service}, which service counted it. */
final class ServiceTag {

    private ServiceTag() {}

    @Produces
    @Singleton
    static MeterFilter ofThisService(CallConfig config) {
        return MeterFilter.commonTags(List.of(Tag.of("service", config.self().wire())));
    }
}
