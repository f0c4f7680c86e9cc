package io.ostiary.identity.selfservice;

import io.ostiary.identity.credentials.Credentials;
import io.ostiary.identity.identity.Identity;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import java.util.List;

/** What the preparation of a new identity came to. */
sealed interface Prepared {

    /**
     * Nothing speaks against it.
     *
     * @param codeAddresses where codes go, as far as that was asked for
     */
    record Ready(Identity identity, List<CodeAddress> codeAddresses) implements Prepared {}

    /** Something does, and the person is told. */
    record Refused(List<Complaint> complaints) implements Prepared {}

    static Prepared ready(Identity identity) {
        return new Ready(identity, List.of());
    }

    /** The identity with those credentials. */
    static Prepared ready(List<Credentials> credentials, Identity identity) {
        return ready(identity.change().credentials(credentials).unwritten());
    }

    static Prepared refused(Complaint complaint) {
        return new Refused(List.of(complaint));
    }
}
