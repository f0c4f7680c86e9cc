package io.ostiary.contract.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {

    private static final Attributes.Input FULL = Attributes.input("traits.shoe", "text")
            .withValue(Json.tree("42"))
            .asRequired()
            .asDisabled()
            .withAutocomplete("username webauthn")
            .withPattern("[0-9]+")
            .onClick("window.click()", "oryPasskeyLogin")
            .onLoad("window.load()", "oryPasskeyLoginAutocompleteInit")
            .withMaxlength(6)
            .withOptions(List.of(new Attributes.Option(Json.tree(42), null)));

    @Test
    void writesAnInputInTheOrderOfTheContract() {
        assertThat(Json.text(FULL)).isEqualTo("""
                {"node_type":"input","name":"traits.shoe","type":"text","value":"42","required":true,"disabled":true,\
                "autocomplete":"username webauthn","pattern":"[0-9]+","onclick":"window.click()",\
                "onclickTrigger":"oryPasskeyLogin","onload":"window.load()",\
                "onloadTrigger":"oryPasskeyLoginAutocompleteInit","maxlength":6,"options":[{"value":42}]}""");
    }

    @Test
    void leavesOutWhatAnInputDoesNotHave() {
        assertThat(Json.text(Attributes.input("identifier", "text").asRequired(false)))
                .isEqualTo("{\"node_type\":\"input\",\"name\":\"identifier\",\"type\":\"text\",\"disabled\":false}");
    }

    @Test
    void writesALinkAsAnElement() {
        Node link = Node.of(
                NodeGroup.CODE, Attributes.anchor("continue", "https://x.test/", Text.LABEL_CONTINUE.plain()), null);
        assertThat(Json.text(link)).isEqualTo("""
                {"type":"a","group":"code","attributes":{"node_type":"a","id":"continue","href":"https://x.test/",\
                "title":%s},"messages":[],"meta":{}}""".formatted(Json.text(Text.LABEL_CONTINUE.plain())));
    }

    @Test
    void writesWhatSecondFactorsAndPasskeysShow() {
        assertThat(Json.text(new Attributes.Image("totp_qr", "data:image/png;base64,AA==", 256, 256)))
                .isEqualTo("{\"node_type\":\"img\",\"id\":\"totp_qr\",\"src\":\"data:image/png;base64,AA==\","
                        + "\"width\":256,\"height\":256}");
        assertThat(Json.text(new Attributes.Text("totp_secret_key", Text.LABEL_CONTINUE.plain())))
                .startsWith("{\"node_type\":\"text\",\"id\":\"totp_secret_key\",\"text\":{\"id\":");
        assertThat(Json.text(new Attributes.Script(
                        "text/javascript",
                        "webauthn_script",
                        "https://x.test/webauthn.js",
                        true,
                        "no-referrer",
                        "anonymous",
                        "sha512-x",
                        "n")))
                .isEqualTo("{\"node_type\":\"script\",\"type\":\"text/javascript\",\"id\":\"webauthn_script\","
                        + "\"src\":\"https://x.test/webauthn.js\",\"async\":true,\"referrerpolicy\":\"no-referrer\","
                        + "\"crossorigin\":\"anonymous\",\"integrity\":\"sha512-x\",\"nonce\":\"n\"}");
        assertThat(Json.text(new Attributes.Division("captcha", "box", Map.of("sitekey", "k"))))
                .isEqualTo("{\"node_type\":\"div\",\"id\":\"captcha\",\"class\":\"box\",\"data\":{\"sitekey\":\"k\"}}");
    }

    @Test
    void readsEveryKindBack() {
        List.of(
                        FULL,
                        new Attributes.Image("i", "s", 1, 2),
                        new Attributes.Text("t", Text.LABEL_CONTINUE.plain()),
                        new Attributes.Anchor("a", "h", Text.LABEL_CONTINUE.plain()),
                        new Attributes.Script("t", "i", "s", false, "r", "c", "g", "n"),
                        new Attributes.Division("d", null, null))
                .forEach(a ->
                        assertThat(Json.read(Json.text(a), Attributes.class)).isEqualTo(a));
    }

    @Test
    void readsWhatAnEarlierVersionStored() {
        Node node = Json.read("""
                {"type":"input","group":"profile","attributes":{"node_type":"input","name":"traits.size",\
                "type":"number","value":41.50,"required":true,"disabled":false},"messages":[],"meta":{}}""", Node.class);
        assertThat(node)
                .isEqualTo(Node.input(
                        NodeGroup.PROFILE,
                        Attributes.input("traits.size", "number")
                                .withValue(Json.tree(new BigDecimal("41.50")))
                                .asRequired(),
                        null));
    }

    @Test
    void knowsThatALinkHoldsNoValue() {
        Node link = Node.of(NodeGroup.CODE, new Attributes.Anchor("continue", "h", Text.LABEL_CONTINUE.plain()), null);
        assertThat(link.name()).isEqualTo("continue");
        assertThat(link.value()).isNull();
        assertThat(link.fieldValue()).isNull();
        assertThatThrownBy(link::input).isInstanceOf(IllegalStateException.class);
    }
}
