package io.ostiary.identity.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPatchTest {

    private static final List<String> DENIED = List.of("/id", "/credentials", "/credentials/oidc/");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'op':'replace','path':'/a','value':2}] | {'a':2,'list':[1,2]}",
                "[{'op':'replace','path':'/x/y','value':2}] | {'a':1,'list':[1,2],'x':{'y':2}}",
                "[{'op':'add','path':'/list/-','value':3}] | {'a':1,'list':[1,2,3]}",
                "[{'op':'add','path':'/list/0','value':3}] | {'a':1,'list':[3,1,2]}",
                "[{'op':'replace','path':'/list/1','value':3}] | {'a':1,'list':[1,3]}",
                "[{'op':'remove','path':'/a'},{'op':'remove','path':'/list/0'}] | {'list':[2]}",
                "[{'op':'add','path':'/b~1c','value':null}] | {'a':1,'list':[1,2],'b/c':null}",
                "[] | {'a':1,'list':[1,2]}"
            })
    void changesACopy(String patch, String expected) {
        ObjectNode document = (ObjectNode) json("{'a':1,'list':[1,2]}");

        ObjectNode changed = JsonPatch.read(json(patch), DENIED).apply(document);

        assertThat(changed).isEqualTo(json(expected));
        assertThat(document).isEqualTo(json("{'a':1,'list':[1,2]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{'op':'test','path':'/a','value':1}]",
                "[{'op':'move','from':'/a','path':'/b'}]",
                "[{'op':'add','value':1}]",
                "[{'op':'add','path':'a','value':1}]",
                "[{'op':'add','path':'/a'}]",
                "[{'op':'add','path':'/ID','value':1}]",
                "[{'op':'replace','path':'/credentials','value':{}}]",
                "[{'op':'add','path':'/credentials/oidc/config','value':{}}]",
                "[{'op':'remove','path':'/missing'}]",
                "[{'op':'replace','path':'/list/7','value':1}]",
                "[{'op':'add','path':'/list/7','value':1}]",
                "[{'op':'add','path':'/list/x','value':1}]",
                "[{'op':'add','path':'/a/b','value':1}]"
            })
    void refusesWhatItCanNotDo(String patch) {
        ObjectNode document = (ObjectNode) json("{'a':1,'list':[1,2]}");

        assertThatThrownBy(() -> JsonPatch.read(json(patch), DENIED).apply(document))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{} {}", "\"\\u0000\"", "\"\\ud800\"", "1e400", "{\"\\u0000\":1}", "{\"a\":1,\"a\":2}"})
    void refusesDocumentsThatCanNotBeStored(String text) {
        assertThatThrownBy(() -> Documents.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesDocumentsThatAreTooDeep() {
        byte[] deep = ("[".repeat(300) + "]".repeat(300)).getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Documents.read(deep)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesInvalidUtf8() {
        assertThatThrownBy(() -> Documents.read(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(ProblemException.class);
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), com.fasterxml.jackson.databind.JsonNode.class);
    }
}
