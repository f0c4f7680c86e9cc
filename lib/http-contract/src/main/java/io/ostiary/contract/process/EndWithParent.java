package io.ostiary.contract.process;

import io.ostiary.config.process.ParentWatch;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the process when its standard input closes, so that nothing of the local stack outlives its
 * launcher, however that ends. Off unless {@code OSTIARY_END_WITH_PARENT} is {@code true}.
 */
@ApplicationScoped
public class EndWithParent {

    void begin(
            @Observes StartupEvent started,
            @ConfigProperty(name = "ostiary.end-with-parent", defaultValue = "false") boolean on) {
        if (on) {
            ParentWatch.start(Quarkus::asyncExit);
        }
    }
}
