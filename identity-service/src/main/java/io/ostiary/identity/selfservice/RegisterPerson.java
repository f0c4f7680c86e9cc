package io.ostiary.identity.selfservice;

import io.ostiary.identity.identity.Identity;
import io.ostiary.identity.identity.IdentityRendering;
import io.ostiary.internal.identity.CodeAddress;
import io.ostiary.internal.identity.NewCredentials;
import io.ostiary.internal.identity.Registrations;
import io.ostiary.internal.identity.Registrations.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Registers a person: traits, then each of the credentials, then everything in one transaction.
 * Refusals that the person can do something about are complaints in the result.
 */
@Singleton
public class RegisterPerson {

    private final DescribePerson description;
    private final PreparePassword passwords;
    private final PrepareGiven given;
    private final WriteRegistration writing;
    private final IdentityRendering rendering;
    private final Clock clock;

    RegisterPerson(
            DescribePerson description,
            PreparePassword passwords,
            PrepareGiven given,
            WriteRegistration writing,
            IdentityRendering rendering,
            Clock clock) {
        this.description = description;
        this.passwords = passwords;
        this.given = given;
        this.writing = writing;
        this.rendering = rendering;
        this.clock = clock;
    }

    Uni<Registrations.Result> register(Registrations.Request request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Uni<Prepared> prepared = Uni.createFrom().item(() -> description.describe(request, now));
        for (NewCredentials each : request.credentials()) {
            prepared = prepared.chain(before -> and(before, each, request.mode(), now));
        }
        return prepared.chain(done -> finish(request, done, now));
    }

    /** One refusal is told alone: the next might need what the first one asks for. */
    private Uni<Prepared> and(Prepared before, NewCredentials next, Mode mode, Instant now) {
        return switch (before) {
            case Prepared.Refused refused -> Uni.createFrom().item(refused);
            case Prepared.Ready ready ->
                prepare(ready.identity(), next, mode, now).map(after -> joined(ready, after));
        };
    }

    private Uni<Prepared> prepare(Identity identity, NewCredentials next, Mode mode, Instant now) {
        return switch (next) {
            case NewCredentials.Password password -> passwords.prepare(identity, password, mode, now);
            case NewCredentials.Code code -> Uni.createFrom().item(PrepareCode.prepare(identity, code, mode, now));
            case NewCredentials.Given made -> Uni.createFrom().item(given.prepare(identity, made, now));
        };
    }

    private static Prepared joined(Prepared.Ready before, Prepared after) {
        return switch (after) {
            case Prepared.Refused refused -> refused;
            case Prepared.Ready ready -> new Prepared.Ready(ready.identity(), both(before, ready));
        };
    }

    private static List<CodeAddress> both(Prepared.Ready before, Prepared.Ready after) {
        return Stream.concat(before.codeAddresses().stream(), after.codeAddresses().stream())
                .toList();
    }

    private Uni<Registrations.Result> finish(Registrations.Request request, Prepared prepared, Instant now) {
        return switch (prepared) {
            case Prepared.Refused refused -> Uni.createFrom().item(new Registrations.Refused(refused.complaints()));
            case Prepared.Ready ready ->
                request.mode() == Mode.CHECK
                        ? Uni.createFrom().item(fine(ready))
                        : writing.write(request, ready.identity(), now);
        };
    }

    private Registrations.Result fine(Prepared.Ready ready) {
        return new Registrations.Fine(ready.codeAddresses(), rendering.snapshot(ready.identity()));
    }
}
