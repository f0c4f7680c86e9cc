package io.ostiary.identity.selfservice;

import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registration;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.internal.identity.Registrations.Mode;
import java.util.ArrayList;
import java.util.List;

/** The earlier call that registers a person, in the words of the present one. */
final class EarlierRegistration {

    private EarlierRegistration() {}

    static Registrations.Request request(Registration.Request earlier) {
        List<CodeAddress> proven = new ArrayList<>();
        if (earlier.codeAddress() != null) {
            proven.add(earlier.codeAddress());
        }
        if (earlier.verified() != null) {
            proven.addAll(earlier.verified());
        }
        return new Registrations.Request(
                earlier.attemptId(),
                earlier.schemaId(),
                earlier.traits(),
                null,
                null,
                credentials(earlier),
                proven,
                earlier.beginVerification(),
                null,
                earlier.checkOnly() ? Mode.CHECK : Mode.WRITE);
    }

    private static List<NewCredentials> credentials(Registration.Request earlier) {
        return switch (earlier.method()) {
            case "password" -> List.of(new NewCredentials.Password(earlier.password()));
            case "code" -> List.of(new NewCredentials.Code(earlier.codeAddress()));
            case null, default -> List.of();
        };
    }

    static Registration.Result result(Registrations.Result result) {
        return switch (result) {
            case Registrations.Created(var identity, var effects) ->
                new Registration.Result(identity, List.of(), effects, List.of());
            case Registrations.Fine(var addresses, var identity) ->
                new Registration.Result(null, List.of(), List.of(), addresses);
            case Registrations.Refused(var complaints, var taken) ->
                new Registration.Result(null, complaints, List.of(), List.of());
        };
    }
}
