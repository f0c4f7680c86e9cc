package io.ostiary.call;

import io.ostiary.config.tls.InternalTls;
import io.ostiary.tls.InternalTrust;
import io.ostiary.tls.TrustLog;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.ContextResolver;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Whom this service trusts when it calls another: with TLS the authority of the suite alone. Read once at start. */
@Singleton
public class CallTrust {

    private static final Logger LOG = Logger.getLogger(CallTrust.class);

    private final Optional<InternalTrust> trust;

    CallTrust(CallConfig config) {
        CallConfig.Tls files = config.internalTls();
        trust = InternalTls.of(files.ca(), files.cert(), files.key())
                .map(each -> new InternalTrust(each, new TrustLog(LOG::error)));
    }

    /** The options, for a client that calls other services. */
    public HttpClientOptions applyTo(HttpClientOptions client) {
        return trust.map(each -> each.applyTo(client)).orElse(client);
    }

    /** Gives the options to the typed clients. */
    public static class Clients implements ContextResolver<HttpClientOptions> {

        @Inject
        CallTrust trust;

        @Override
        public HttpClientOptions getContext(Class<?> type) {
            return trust.applyTo(new HttpClientOptions());
        }
    }
}
