package io.ostiary.flow.method.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import org.junit.jupiter.api.Test;

class MappedTest {

    @Test
    void putsWhatWasTypedOverWhatTheProviderSays() {
        Mapped mapped =
                Mapped.of(tree("{'identity': {'traits': {'email': 'a@x', 'name': {'first': 'Ann', 'last': 'Lee'}}}}"));

        assertThat(mapped.traitsUnder(tree("{'name': {'first': 'Anna'}, 'age': 33}")))
                .isEqualTo(tree("{'email': 'a@x', 'name': {'first': 'Anna', 'last': 'Lee'}, 'age': 33}"));
    }

    @Test
    void takesEmptyFieldsOfAFormForNothing() {
        Mapped mapped = Mapped.of(tree("{'identity': {'traits': {'email': 'a@x', 'name': {'first': 'Ann'}}}}"));

        assertThat(mapped.traitsUnder(tree("{'email': '', 'name': {'first': ''}, 'newsletter': false, 'tags': []}")))
                .isEqualTo(tree("{'email': 'a@x', 'name': {'first': 'Ann'}}"));
    }

    @Test
    void readsVerifiedAddressesInTheirUsualSpelling() {
        Mapped mapped = Mapped.of(
                tree(
                        "{'identity': {'traits': {},"
                                + " 'verified_addresses': [{'via': 'email', 'value': ' Ann@X.org '}, {'via': 'sms', 'value': '+491'}]}}"));

        assertThat(mapped.verified()).extracting("value").containsExactly("ann@x.org", "+491");
    }

    @Test
    void refusesWhatIsNoIdentity() {
        for (String output : new String[] {
            "{}",
            "{'identity': {'traits': []}}",
            "{'identity': {'traits': {}, 'metadata_public': 'x'}}",
            "{'identity': {'traits': {}, 'verified_addresses': {}}}",
            "{'identity': {'traits': {}, 'verified_addresses': [{'via': 'fax', 'value': '1'}]}}"
        }) {
            assertThatThrownBy(() -> Mapped.of(tree(output))).as(output).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static JsonNode tree(String text) {
        return Json.read(text.replace('\'', '"'), JsonNode.class);
    }
}
