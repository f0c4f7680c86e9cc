package io.ostiary.contract.process;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the process when its standard input closes, so that nothing of the local stack outlives its
 * launcher, however that ends. Off unless {@code OSTIARY_END_WITH_PARENT} is {@code true}.
 */
@ApplicationScoped
public class EndWithParent {

    private static final Duration GRACE = Duration.ofSeconds(3);

    void begin(
            @Observes StartupEvent started,
            @ConfigProperty(name = "ostiary.end-with-parent", defaultValue = "false") boolean on) {
        if (on) {
            Thread.ofPlatform().daemon().name("end-with-parent").start(EndWithParent::waitForParent);
        }
    }

    private static void waitForParent() {
        try {
            while (System.in.read() >= 0) {
                // The launcher writes nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        Quarkus.asyncExit(0);
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
