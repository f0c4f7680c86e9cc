package io.ostiary.identity.selfservice;

import io.ostiary.contract.message.Text;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.identity.Identity;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes one-time codes as a way to sign in: only by an address of the traits that was proven. Pure. */
final class PrepareCode {

    private PrepareCode() {}

    /** For a new identity; one that is only checked tells where codes go. */
    static Prepared prepare(Identity identity, NewCredentials.Code wanted, Mode mode, Instant now) {
        List<CodeAddress> addresses = addresses(identity);
        if (addresses.isEmpty()) {
            return Prepared.refused(new Complaint(null, Text.IDENTIFIER_MISSING.plain()));
        }
        CodeAddress proven = wanted.proven();
        if (proven == null || !addresses.contains(proven)) {
            return mode == Mode.CHECK
                    ? new Prepared.Ready(identity, addresses)
                    : Prepared.refused(new Complaint(null, Text.REGISTRATION_CODE_WRONG.plain()));
        }
        return new Prepared.Ready(AddressProofs.apply(identity, List.of(proven), now), addresses);
    }

    private static List<CodeAddress> addresses(Identity identity) {
        List<CodeAddress> addresses = new ArrayList<>();
        identity.credentials(CredentialsType.CODE)
                .map(code -> code.config().path("addresses"))
                .ifPresent(all -> all.forEach(each -> addresses.add(new CodeAddress(
                        each.path("channel").asText(), each.path("address").asText()))));
        return addresses;
    }
}
