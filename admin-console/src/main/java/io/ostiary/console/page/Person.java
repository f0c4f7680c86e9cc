package io.ostiary.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.console.api.Api;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An identity as the API shows it, for people. */
record Person(JsonNode json) {

    String id() {
        return json.path("id").asText();
    }

    String path() {
        return path(id());
    }

    /** The page of an identity. */
    static String path(String id) {
        return "/identities/" + Api.encoded(id);
    }

    /** The same in the admin API. */
    static String api(String id) {
        return "/admin/identities/" + Api.encoded(id);
    }

    boolean isActive() {
        return json.path("state").asText("active").equals("active");
    }

    /** What the person is known by: an identifier, else an address, else a name, else the id. */
    String label() {
        return Stream.of(
                        identifiers().stream(),
                        addresses("verifiable_addresses"),
                        addresses("recovery_addresses"),
                        Stream.of("email", "username", "phone")
                                .map(each -> json.path("traits").path(each).asText("")),
                        Stream.of(name()))
                .flatMap(each -> each)
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse(id());
    }

    /** The person's name, when the traits have one; else empty. */
    String name() {
        JsonNode name = json.path("traits").path("name");
        return name.isTextual()
                ? name.asText()
                : Stream.of("first", "last")
                        .map(each -> name.path(each).asText(""))
                        .filter(each -> !each.isBlank())
                        .reduce((first, last) -> first + " " + last)
                        .orElse("");
    }

    private List<String> identifiers() {
        List<String> all = new ArrayList<>();
        json.path("credentials").forEach(each -> each.path("identifiers").forEach(one -> all.add(one.asText())));
        return all;
    }

    private Stream<String> addresses(String kind) {
        return StreamSupport.stream(json.path(kind).spliterator(), false)
                .map(each -> each.path("value").asText(""));
    }

    /** All addresses that messages may go to. */
    Set<String> recipients() {
        Set<String> all = new LinkedHashSet<>();
        addresses("verifiable_addresses").forEach(all::add);
        addresses("recovery_addresses").forEach(all::add);
        return all;
    }

    Cell state() {
        return isActive() ? Cell.badge("active", "ok") : Cell.badge("inactive", "warn");
    }

    /** Whether the addresses are verified. */
    Cell verified() {
        long all = json.path("verifiable_addresses").size();
        long verified = StreamSupport.stream(json.path("verifiable_addresses").spliterator(), false)
                .filter(each -> each.path("verified").asBoolean())
                .count();
        if (all == 0) {
            return Cell.of("–");
        }
        return verified == all ? Cell.badge("verified", "ok") : Cell.badge(verified + " of " + all, "warn");
    }
}
