package io.ostiary.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.ui.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom a session belongs to.
 *
 * @param name what they are called; never empty
 * @param addresses their addresses
 * @param methods how they signed in, in words
 * @param secondFactor whether the session has a second factor
 * @param signedIn when they signed in
 */
public record Me(String name, List<Address> addresses, String methods, boolean secondFactor, When signedIn) {

    /**
     * An address.
     *
     * @param value the address
     * @param verified whether it is verified
     */
    public record Address(String value, boolean verified) {}

    public Me {
        addresses = List.copyOf(addresses);
    }

    /** Reads a session of the contract. */
    static Me of(JsonNode session, Words words, Instant now) {
        JsonNode identity = session.path("identity");
        return new Me(
                name(identity),
                addresses(identity),
                methods(session, words),
                session.path("authenticator_assurance_level").asText().equals("aal2"),
                When.of(session.path("authenticated_at").asText(), words, now));
    }

    static List<Address> addresses(JsonNode identity) {
        List<Address> addresses = new ArrayList<>();
        identity.path("verifiable_addresses")
                .forEach(each -> addresses.add(new Address(
                        each.path("value").asText(), each.path("verified").asBoolean())));
        return addresses;
    }

    /** The methods of a session: <i>password and authenticator app</i>. */
    static String methods(JsonNode session, Words words) {
        List<String> methods = new ArrayList<>();
        session.path("authentication_methods").forEach(each -> {
            String method = words.say("method." + each.path("method").asText());
            if (!methods.contains(method)) {
                methods.add(method);
            }
        });
        return String.join(words.say("list.and"), methods);
    }

    /** A name out of usual traits, else an address. */
    static String name(JsonNode identity) {
        JsonNode traits = identity.path("traits");
        String given = first(traits, "/name/first", "/first_name", "/given_name", "/name/given", "/firstname");
        String family = first(traits, "/name/last", "/last_name", "/family_name", "/name/family", "/lastname");
        String both = (given + " " + family).strip();
        String found = both.isEmpty() ? first(traits, "/name", "/full_name", "/display_name", "/username") : both;
        return found.isEmpty() ? identifier(identity) : found;
    }

    /** An address or user name of the identity. */
    static String identifier(JsonNode identity) {
        String trait = first(identity.path("traits"), "/email", "/username", "/phone", "/phone_number");
        return trait.isEmpty()
                ? identity.path("verifiable_addresses").path(0).path("value").asText("")
                : trait;
    }

    private static String first(JsonNode traits, String... places) {
        return Stream.of(places)
                .map(traits::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("");
    }
}
