package io.ostiary.identity.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.contract.json.Json;
import io.ostiary.identity.TestConfiguration;
import io.ostiary.identity.address.Via;
import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.schema.TraitsFinding.Address;
import io.ostiary.internal.identity.Complaint;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsCheckTest {

    private static final IdentitySchemas SCHEMAS = new IdentitySchemas(TestConfiguration.load());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | traits.email 4000002 {'property':'email'}",
                "{'email':'nowhere'} | traits.email 4000040 {'value':'nowhere'}",
                "{'email':'a@b'} | traits.email 4000003 {'actual_length':3,'min_length':5}",
                "{'email':12} | traits.email 4000026 {'actual_type':'number','allowed_types':['string']}",
                "{'email':'ann@example.org','name':{'first':'abcdefghijk'}} | traits.name.first 4000017 {'actual_length':11,'max_length':10}",
                "{'email':'ann@example.org','username':'A B'} | traits.username 4000004 {'pattern':'^[a-z0-9-]+$'}",
                "{'email':'ann@example.org','age':-1} | traits.age 4000018 {'actual':-1,'minimum':0}",
                "{'email':'ann@example.org','age':151} | traits.age 4000020 {'actual':151,'maximum':150}",
                "{'email':'ann@example.org','age':1.5} | traits.age 4000026 {'actual_type':'number','allowed_types':['integer']}",
                "{'email':'ann@example.org','score':0} | traits.score 4000019 {'actual':0,'minimum':0}",
                "{'email':'ann@example.org','score':10} | traits.score 4000021 {'actual':10,'maximum':10}",
                "{'email':'ann@example.org','score':1.3} | traits.score 4000022 {'actual':1.3,'base':0.5}",
                "{'email':'ann@example.org','agreed':false} | traits.agreed 4000029 {'expected':'true'}",
                "{'email':'ann@example.org','note':5} | traits.note 4000026 {'actual_type':'number','allowed_types':['string','null']}",
                "{'email':'ann@example.org','tags':[]} | traits.tags 4000024 {'actual_items':0,'min_items':1}",
                "{'email':'ann@example.org','tags':['a','b','c','d']} | traits.tags 4000023 {'actual_items':4,'max_items':3}",
                "{'email':'ann@example.org','tags':['a','b','a']} | traits.tags 4000025 {'index_a':0,'index_b':2}",
                "{'email':'ann@example.org','tags':['a','toolong']} | traits.tags.1 4000017 {'actual_length':7,'max_length':5}",
                "{'email':'ann@example.org','tags':'a'} | traits.tags 4000026 {'actual_type':'string','allowed_types':['array']}",
                "{'email':'ann@example.org','phone':'123'} | traits.phone 4000041 {'value':'123'}"
            })
    void saysEachMistakeInItsNumberedText(String traits, String expected) {
        List<Complaint> complaints = check(traits).complaints();

        assertThat(complaints).hasSize(1);
        Complaint one = complaints.getFirst();
        String[] parts = expected.split(" ", 3);
        assertThat(one.field()).isEqualTo(parts[0]);
        assertThat(one.text().id()).isEqualTo(Long.parseLong(parts[1]));
        assertThat(Json.read(one.text().context().toString(), JsonNode.class)).isEqualTo(json(parts[2]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'email':'ann@example.org','colour':'pink'} | traits.colour",
                "{'email':'ann@example.org','born':'28.02.1990'} | traits.born",
                "{'email':'ann@example.org','born':'1990-02-30'} | traits.born",
                "{'email':'ann@example.org','met':'yesterday'} | traits.met",
                "{'email':'ann@example.org','site':'no address'} | traits.site",
                "{'email':'ann@example.org','shoe':44,'hat':1} | traits",
                "{'email':'ann@example.org','name':{'middle':'x'}} | traits.name"
            })
    void saysOtherMistakesInGeneral(String traits, String field) {
        assertThat(check(traits).complaints()).singleElement().satisfies(each -> {
            assertThat(each.field()).isEqualTo(field);
            assertThat(each.text().id()).isEqualTo(4000001);
        });
    }

    @Test
    void complainsAboutFormatBeforeLengthOfOneField() {
        assertThat(check("{'email':'x'}").complaints())
                .extracting(each -> each.text().id())
                .containsExactly(4000040L, 4000003L);
        assertThat(check("{'email':''}").complaints())
                .extracting(each -> each.text().id())
                .containsExactly(4000001L, 4000003L);
    }

    @Test
    void collectsIdentifiersAndAddresses() {
        TraitsFinding found = check(
                "{'email':'Ann@Example.org','phone':'+49 176 67111638','username':'ann','others':['x@example.org']}");

        assertThat(found.complaints()).isEmpty();
        assertThat(found.traits().get("phone").asText()).isEqualTo("+4917667111638");
        assertThat(found.traits().get("email").asText()).isEqualTo("Ann@Example.org");
        assertThat(found.identifiers().get(CredentialsType.PASSWORD))
                .containsExactlyInAnyOrder("ann@example.org", "+4917667111638", "ann");
        assertThat(found.identifiers().get(CredentialsType.CODE))
                .containsExactlyInAnyOrder("ann@example.org", "+4917667111638");
        assertThat(found.codeAddresses())
                .contains(new Address(Via.SMS, "+4917667111638"), new Address(Via.EMAIL, "ann@example.org"));
        assertThat(found.verifiable())
                .containsExactly(
                        new Address(Via.EMAIL, "ann@example.org"),
                        new Address(Via.SMS, "+4917667111638"),
                        new Address(Via.EMAIL, "x@example.org"));
        assertThat(found.recovery())
                .containsExactly(new Address(Via.EMAIL, "ann@example.org"), new Address(Via.SMS, "+4917667111638"));
    }

    @Test
    void collectsFromTheAlternativeThatHolds() {
        assertThat(check("{'email':'ann@example.org','contact':{'mail':'b@example.org'}}")
                        .recovery())
                .contains(new Address(Via.EMAIL, "b@example.org"));
        assertThat(check("{'email':'ann@example.org','contact':{'home':'b@example.org'}}")
                        .recovery())
                .containsExactly(new Address(Via.EMAIL, "ann@example.org"));
    }

    @Test
    void refusesIdentifiersThatAreTooLongToStore() {
        String schema = "{\"properties\":{\"traits\":{\"properties\":{\"name\":{\"type\":\"string\",\"ory.sh/kratos\":"
                + "{\"credentials\":{\"password\":{\"identifier\":true}}}}}}}}";
        IdentitySchema loaded = schemas(schema).find("person").orElseThrow();

        TraitsFinding found = new TraitsCheck().check(loaded, Json.object().put("name", "x".repeat(600)));

        assertThat(found.complaints())
                .singleElement()
                .satisfies(each -> assertThat(each.text().id()).isEqualTo(4000017));
    }

    @Test
    void stopsTheStartForAnUnusableSchema() {
        assertThatThrownBy(() -> schemas("[]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("identity.schemas.0.url");
        assertThatThrownBy(
                        () -> schemas(
                                "{\"type\":\"nonsense\",\"properties\":{\"traits\":{\"ory.sh/kratos\":{\"recovery\":{\"via\":\"pigeon\"}}}}}"))
                .isInstanceOf(ConfigurationException.class);
    }

    private static IdentitySchemas schemas(String source) {
        ObjectNode tree = (ObjectNode)
                json(
                        "{'dsn':'memory','selfservice':{'default_browser_return_url':'http://ui.test/'},'identity':{'default_schema_id':'person','schemas':[]}}");
        tree.withArray("/identity/schemas")
                .add(Json.object()
                        .put("id", "person")
                        .put("url", "base64://" + Base64.getEncoder().encodeToString(source.getBytes())));
        return new IdentitySchemas(Configuration.of(tree, Map.of(), Path.of(".")));
    }

    private static TraitsFinding check(String traits) {
        return new TraitsCheck().check(SCHEMAS.find("person").orElseThrow(), json(traits));
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), JsonNode.class);
    }

    @Test
    void saysUnknownPropertiesOnceAndNotAllOfThem() {
        ObjectNode traits = Json.object().put("email", "ann@example.org");
        for (int i = 0; i < 5_000; i++) {
            traits.put("key" + i + "x".repeat(200), 1);
        }

        List<Complaint> complaints = SCHEMAS_CHECK
                .check(SCHEMAS.find("person").orElseThrow(), traits)
                .complaints();

        assertThat(complaints).hasSize(1);
        assertThat(complaints.getFirst().text().text())
                .contains("key0x", " and more.")
                .hasSizeLessThan(3_000);
    }

    @Test
    void refusesMoreValuesThanTraitsHave() {
        ObjectNode traits = Json.object().put("email", "ann@example.org");
        for (int i = 0; i < 100_000; i++) {
            traits.put("k" + i, 1);
        }

        assertThat(SCHEMAS_CHECK
                        .check(SCHEMAS.find("person").orElseThrow(), traits)
                        .complaints())
                .extracting(Complaint::field)
                .containsExactly("traits");
    }

    @Test
    void showsFiftyComplaintsAtMost() {
        IdentitySchema schema = schema("{'list':{'type':'array','items':{'type':'string','minLength':5}}}");
        ObjectNode traits = Json.object();
        for (int i = 0; i < 1_000; i++) {
            traits.withArray("/list").add("a");
        }

        assertThat(SCHEMAS_CHECK.check(schema, traits).complaints()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'x':{'type':'object','dependencies':{'a':['b']}}}   | {'x':{'a':1}}    | traits.x.b 4000002",
                "{'x':{'type':'array','contains':{'const':5}}}        | {'x':[1]}        | traits.x 4000001",
                "{'x':{'type':'object','propertyNames':{'maxLength':3}}} | {'x':{'abcd':1}} | traits.x.abcd 4000001",
                "{'x':{'type':'object','minProperties':2}}            | {'x':{'a':1}}    | traits.x 4000001",
                "{'x':{'not':{'const':1}}}                            | {'x':1}          | traits.x 4000001",
                "{'x':{'oneOf':[{'type':'string'},{'type':'integer'}]}} | {'x':5.5}      | traits.x 4000026",
                "{'x':{'type':'array','uniqueItems':true}}            | {'x':[1,1.0]}    | traits.x 4000025"
            })
    void saysInItsOwnWordsWhatTheContractHasNoTextFor(String properties, String traits, String expected) {
        List<Complaint> complaints = SCHEMAS_CHECK
                .check(schema(properties), Json.read(traits.replace('\'', '"'), JsonNode.class))
                .complaints();

        assertThat(complaints).hasSize(1);
        Complaint one = complaints.getFirst();
        assertThat(one.field() + " " + one.text().id()).isEqualTo(expected);
        assertThat(one.text().text()).doesNotContain("{", "validations", "has an error");
    }

    @Test
    void namesAllTypesThatAlternativesAllow() {
        List<Complaint> complaints = SCHEMAS_CHECK
                .check(
                        schema("{'x':{'oneOf':[{'type':'string'},{'type':'integer'}]}}"),
                        Json.object().put("x", 5.5))
                .complaints();

        assertThat(complaints.getFirst().text().context().get("allowed_types").toString())
                .isEqualTo("[\"string\",\"integer\"]");
    }

    @ParameterizedTest
    @CsvSource({"^(a+)+$", "(?=a)^(a+)+$"})
    void matchesPatternsInTimeThatNobodyCanMakeLong(String pattern) {
        IdentitySchema schema = schema("{'x':{'type':'string','pattern':'" + pattern + "'}}");

        assertThat(SCHEMAS_CHECK
                        .check(schema, Json.object().put("x", "a".repeat(50_000) + "!"))
                        .isFine())
                .isFalse();
        assertThat(SCHEMAS_CHECK.check(schema, Json.object().put("x", "aaa")).isFine())
                .isTrue();
    }

    @Test
    void readsPatternsThatOnlyABacktrackingEngineReads() {
        IdentitySchema schema = schema("{'x':{'type':'string','pattern':'^(?!admin)[a-z]{1,2000}$'}}");

        assertThat(SCHEMAS_CHECK.check(schema, Json.object().put("x", "ann")).isFine())
                .isTrue();
        assertThat(SCHEMAS_CHECK.check(schema, Json.object().put("x", "admin")).isFine())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"uuid, A0EEBC999C0B4EF8BB6D6BB9BD380A11", "duration, a day", "of-our-own, anything"})
    void checksNoFormatThatTheSchemasDraftDoesNotHave(String format, String value) {
        IdentitySchema schema = schema("{'x':{'type':'string','format':'" + format + "'}}");

        assertThat(SCHEMAS_CHECK.check(schema, Json.object().put("x", value)).isFine())
                .isTrue();
    }

    @Test
    void refusesMoreAddressesThanAnybodyHas() {
        IdentitySchema schema = schema("{'list':{'type':'array','items':{'type':'string','format':'email',"
                + "'ory.sh/kratos':{'verification':{'via':'email'}}}}}");
        ObjectNode traits = Json.object();
        for (int i = 0; i < 501; i++) {
            traits.withArray("/list").add("a" + i + "@example.org");
        }

        assertThat(SCHEMAS_CHECK.check(schema, traits).isFine()).isFalse();
    }

    private static final TraitsCheck SCHEMAS_CHECK = new TraitsCheck();

    private static IdentitySchema schema(String properties) {
        String source = "{'type':'object','properties':{'traits':{'type':'object','properties':" + properties + "}}}";
        JsonNode read = Json.read(source.replace('\'', '"'), JsonNode.class);
        return new IdentitySchema("x", read, new SchemaCompiler(TestConfiguration.load()).compile(read, "x"));
    }
}
