package io.ostiary.flow.session;

import io.ostiary.config.Configuration;
import io.ostiary.contract.session.RequiredAal;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.internal.session.Sessions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whether a session has as many factors as it needs, and where a second one is added. */
@Singleton
public class RequiredLevel {

    private static final String NEXT = "/self-service/login/browser";

    private final RequiredAal ofWhoami;
    private final ReturnAddresses addresses;

    RequiredLevel(Configuration configuration, ReturnAddresses addresses) {
        this.ofWhoami = RequiredAal.of(configuration.text("session.whoami.required_aal"));
        this.addresses = addresses;
    }

    /** Whether whoami lets a new session pass. */
    public boolean isMet(Sessions.Issued issued) {
        return ofWhoami.isMet(issued.requireSession().authenticatorAssuranceLevel(), issued.availableAal());
    }

    /** Whether whoami lets a session pass. */
    public boolean isMet(OpenSession session) {
        return ofWhoami.isMet(
                session.session().authenticatorAssuranceLevel(),
                session.checked().availableAal());
    }

    /**
     * Where a browser adds a second factor.
     *
     * @param returnTo where the person goes afterwards; null or empty: nowhere in particular
     */
    public String login(@Nullable String returnTo) {
        String login = ReturnAddresses.with(addresses.ofPublic(NEXT), "aal", "aal2");
        return returnTo == null || returnTo.isEmpty() ? login : ReturnAddresses.with(login, "return_to", returnTo);
    }
}
