package io.ostiary.flow.hook.webhook;

import io.ostiary.config.Configuration;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.contract.session.DeviceBody;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.submission.Open;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The session that a login is about to bring, as a hook sees it that can still refuse it: as in the contract it has no id
 * yet, unless one that is there goes on.
 */
@Singleton
class SessionToBe {

    private static final UUID NOT_YET = new UUID(0, 0);

    private final Duration lifespan;
    private final Clock clock;

    SessionToBe(Configuration configuration, Clock clock) {
        this.lifespan = configuration.optionalDuration("session.lifespan").orElse(Duration.ofHours(24));
        this.clock = clock;
    }

    SessionBody of(Moment.Decided moment, @Nullable IdentityBody identity) {
        Open open = moment.open();
        AuthenticationMethodBody by = Objects.requireNonNull(moment.by());
        Instant now = clock.instant();
        if (open.session() == null) {
            return new SessionBody(
                    NOT_YET,
                    true,
                    now.plus(lifespan),
                    now,
                    by.aal(),
                    List.of(by),
                    now,
                    identity,
                    List.of(device(open.request())),
                    null);
        }
        SessionBody before = open.session().session();
        List<AuthenticationMethodBody> methods = new ArrayList<>(before.authenticationMethods());
        methods.add(by);
        boolean second = open.session().hasAal2() || "aal2".equals(by.aal());
        return new SessionBody(
                before.id(),
                true,
                before.expiresAt(),
                now,
                second ? "aal2" : before.authenticatorAssuranceLevel(),
                methods,
                before.issuedAt(),
                identity,
                before.devices(),
                null);
    }

    private static DeviceBody device(ClientRequest request) {
        return new DeviceBody(NOT_YET, request.inbound().clientAddress(), request.userAgent(), request.location());
    }
}
