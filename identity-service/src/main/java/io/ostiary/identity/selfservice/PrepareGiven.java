package io.ostiary.identity.selfservice;

import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.EditedCredentials;
import io.ostiary.identity.identity.Identity;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.NewCredentials;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes credentials that a method has made and checked, by the shape of their type. */
@Singleton
class PrepareGiven {

    private final ConfigSeal seal;

    PrepareGiven(ConfigSeal seal) {
        this.seal = seal;
    }

    Prepared prepare(Identity identity, NewCredentials.Given wanted, Instant now) {
        CredentialsType type = EditableTypes.of(wanted.type());
        List<String> identifiers = new ArrayList<>(wanted.identifiers());
        // Those that the traits give stay.
        identity.credentials(type).ifPresent(each -> identifiers.addAll(each.identifiers()));
        return Prepared.ready(
                EditedCredentials.replaced(identity.credentials(), type, seal.open(wanted.config()), identifiers, now),
                identity);
    }
}
