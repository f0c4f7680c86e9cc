package io.ostiary.ui.start;

import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.inbox.DevInbox;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Starts the development inbox when the configuration asks for it. */
final class InboxStart {

    private static final Logger LOG = Logger.getLogger(InboxStart.class);
    private static final int START_SECONDS = 30;
    private static final String PORT = "ostiary.inbox.port";

    private InboxStart() {}

    /**
     * @throws ConfigurationException outside development, or when a port is taken
     */
    static void start(Vertx vertx, Configuration configuration) {
        if (!configuration.has(PORT)) {
            return;
        }
        if (!configuration.isDevelopment()) {
            throw new ConfigurationException(PORT, "is for development alone: it shows every mail to everybody");
        }
        var settings = new DevInbox.Settings(
                configuration.text("ostiary.inbox.host"),
                configuration.integer(PORT),
                configuration.integer("ostiary.inbox.smtp_port"),
                configuration.text("courier.smtp.connection_uri").startsWith("smtps:"));
        try {
            DevInbox inbox = DevInbox.start(vertx, settings, Clock.systemUTC())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            LOG.infof("inbox at port %d, mail at port %d", inbox.httpPort(), inbox.smtpPort());
        } catch (ExecutionException | TimeoutException e) {
            throw new ConfigurationException(PORT, "can't be opened: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
