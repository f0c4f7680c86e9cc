package io.ostiary.flow.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.identity.VerifiableAddressBody;
import io.ostiary.contract.json.Json;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.message.Letter;
import io.ostiary.flow.message.Letters;
import io.ostiary.flow.submission.Open;
import io.ostiary.outbox.write.Effect;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code notify_previous_addresses}: tells the addresses that a change of addresses concerns.
 * {@code recipients}: {@code removed} (those that are gone), {@code all_verified} or {@code all}
 * (those that were there before).
 */
@Singleton
public class NotifyPreviousAddresses implements Hook {

    /** After so long a notice helps nobody any more. */
    private static final Duration WORTH_SENDING = Duration.ofDays(7);

    private record Address(String via, String value) {}

    private final Letters letters;
    private final Clock clock;

    NotifyPreviousAddresses(Letters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "notify_previous_addresses";
    }

    @Override
    public Set<FlowKind> joins() {
        return Set.of(FlowKind.SETTINGS);
    }

    @Override
    public List<Effect> written(Moment.Written moment, JsonNode config) {
        if (moment.before() == null) {
            return List.of();
        }
        return notices(plan(moment.open(), config), moment.before(), moment.after());
    }

    @Override
    public JsonNode followUp(Moment.Decided moment, JsonNode config) {
        ObjectNode plan = plan(moment.open(), config);
        plan.set("before", Json.tree(moment.open().owner().body()));
        return plan;
    }

    @Override
    public List<Effect> following(IdentityBody identity, JsonNode followUp) {
        return notices(followUp, Json.convert(followUp.path("before"), IdentityBody.class), identity);
    }

    private static ObjectNode plan(Open open, JsonNode config) {
        return Json.object()
                .put("attempt", open.attempt().id().toString())
                .put("recipients", config.path("recipients").asText("removed"))
                .put("languages", open.flow().languages());
    }

    private List<Effect> notices(JsonNode plan, IdentityBody before, IdentityBody after) {
        List<VerifiableAddressBody> told = recipients(plan.path("recipients").asText(), before, after);
        return IntStream.range(0, told.size())
                .mapToObj(i -> letters.effect(
                        plan.path("attempt").asText() + "/notice/" + i,
                        letter(told.get(i), after).in(plan.path("languages").asText())))
                .toList();
    }

    /** Whom a change is told; nobody when it changed no address. */
    static List<VerifiableAddressBody> recipients(String which, IdentityBody before, IdentityBody after) {
        Set<Address> now =
                addresses(after).map(NotifyPreviousAddresses::address).collect(Collectors.toSet());
        Set<Address> then =
                addresses(before).map(NotifyPreviousAddresses::address).collect(Collectors.toSet());
        if (now.equals(then)) {
            return List.of();
        }
        return switch (which) {
            case "all" -> addresses(before).toList();
            case "all_verified" ->
                addresses(before).filter(VerifiableAddressBody::verified).toList();
            default -> addresses(before).filter(a -> !now.contains(address(a))).toList();
        };
    }

    private static Stream<VerifiableAddressBody> addresses(IdentityBody identity) {
        return Objects.requireNonNullElse(identity.verifiableAddresses(), List.<VerifiableAddressBody>of()).stream();
    }

    private static Address address(VerifiableAddressBody body) {
        return new Address(body.via(), body.value());
    }

    private Letter letter(VerifiableAddressBody to, IdentityBody identity) {
        ObjectNode data = Json.object();
        data.put("to", to.value());
        data.set("identity", Json.tree(identity));
        data.put("changed_at", clock.instant().toString());
        return new Letter(
                to.via(),
                to.value(),
                "verifiable_address_changed",
                data,
                clock.instant().plus(WORTH_SENDING));
    }
}
