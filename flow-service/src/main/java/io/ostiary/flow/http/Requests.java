package io.ostiary.flow.http;

import io.ostiary.config.Configuration;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;

/** Hands out the request that is being answered. */
@Singleton
public class Requests {

    private final CurrentVertxRequest current;
    private final String publicUrl;

    Requests(CurrentVertxRequest current, Configuration configuration) {
        this.current = current;
        this.publicUrl = configuration.text("serve.public.base_url");
    }

    /** The request of the calling endpoint; to be asked for at its beginning. */
    public ClientRequest current() {
        return new ClientRequest(current.getCurrent(), publicUrl);
    }
}
