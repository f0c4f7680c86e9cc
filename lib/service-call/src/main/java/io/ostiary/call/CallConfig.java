package io.ostiary.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** What a service knows of itself and of the others. */
@ConfigMapping(prefix = "ostiary")
public interface CallConfig {

    /** This service's name. */
    @WithName("service")
    ServiceName self();

    /** The highest number among the service's migrations, without which it is not ready. */
    @WithDefault("1")
    String migration();

    /**
     * Folder with {@code jwks.json} and {@code <service>.jwk}. Without it calls between services
     * are refused.
     */
    Optional<String> keys();

    /**
     * Path of the shared configuration file; read by {@code SharedConfiguration}, named here
     * because the prefix is closed.
     */
    Optional<String> config();

    /** Credentials types beyond the contract's; read by identity-service's {@code CredentialsTypes}. */
    Optional<String> credentialsTypes();

    /** Whether the process ends with its parent; read by {@code EndWithParent}. */
    @WithDefault("false")
    boolean endWithParent();

    /** How services listen and whom they trust; without it they speak plain HTTP. */
    Tls internalTls();

    /** Where the services are. */
    Address identity();

    Address session();

    Address flow();

    Address courier();

    /** How long a call between services may take. */
    @WithName("call.deadline")
    @WithDefault("10S")
    Duration deadline();

    /** Paths of PEM files, all of them or none; see {@code io.ostiary.config.tls.InternalTls}. */
    interface Tls {
        Optional<String> ca();

        Optional<String> cert();

        Optional<String> key();
    }

    /** Base address of a service. */
    interface Address {
        /** {@code http://host:port}, with TLS {@code https://host:port}. */
        @WithDefault("http://127.0.0.1:1")
        String url();
    }

    /** The base address of a service. */
    default String url(ServiceName service) {
        return switch (service) {
            case IDENTITY -> identity().url();
            case SESSION -> session().url();
            case FLOW -> flow().url();
            case COURIER -> courier().url();
        };
    }
}
