package io.ostiary.flow.method.code;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Person;
import io.ostiary.internal.identity.CodeAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the codes of a second factor can go: to the addresses that the schema names for codes. */
@Singleton
class CodeAddresses {

    private final CodeConfig config;

    CodeAddresses(CodeConfig config) {
        this.config = config;
    }

    /** All of a person. */
    Uni<List<CodeAddress>> all(Person who) {
        return who.held(MethodName.CODE).map(held -> {
            List<CodeAddress> named = held.map(CodeAddresses::named).orElseGet(List::of);
            return named.isEmpty() && config.fallsBackToIdentifier() ? verifiable(who) : named;
        });
    }

    /**
     * Those that a login may use: all, or the one in the trait that {@code via} names in the address with which it was begun.
     *
     * @return fails with {@link Problem.BadRequest} when that trait holds none of them
     */
    Uni<List<CodeAddress>> of(Flow login, Person who) {
        String via = Objects.requireNonNullElse(ReturnAddresses.queryOf(login.requestUrl(), "via"), "");
        return all(who).map(all -> via.isEmpty() ? all : List.of(inTrait(who, via, all)));
    }

    private static List<CodeAddress> named(Held held) {
        List<CodeAddress> all = new ArrayList<>();
        for (JsonNode each : held.config().path("addresses")) {
            String value = each.path("address").asText();
            if (!value.isEmpty()) {
                all.add(new CodeAddress(each.path("channel").asText(), value));
            }
        }
        return List.copyOf(all);
    }

    private static List<CodeAddress> verifiable(Person who) {
        return Objects.requireNonNullElse(who.body().verifiableAddresses(), List.<VerifiableAddressBody>of()).stream()
                .map(each -> new CodeAddress(each.via(), each.value()))
                .toList();
    }

    private static CodeAddress inTrait(Person who, String via, List<CodeAddress> all) {
        String value = who.body().traits().at("/" + via.replace('.', '/')).asText("");
        if (value.isEmpty()) {
            throw new ProblemException(new Problem.BadRequest("The account has no trait of the name in via."));
        }
        return find(all, value)
                .orElseThrow(() -> new ProblemException(
                        new Problem.BadRequest("The trait named in via is no address that codes are sent to.")));
    }

    /** The one that somebody means by that text; mail addresses are told in any case. */
    static Optional<CodeAddress> find(List<CodeAddress> all, String text) {
        String told = text.strip();
        return all.stream()
                .filter(each -> each.value().equals(told)
                        || each.via().equals("email") && each.value().equalsIgnoreCase(told))
                .findFirst();
    }
}
