package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Ui;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages under the numbers of version 0.5, at the places where its clients look for them. */
final class OlderTexts {

    private static final long FIRST_OF_INPUT = 4_000_000;
    private static final long FIRST_OF_FLOWS = 4_010_000;
    private static final long VERIFICATION_MAIL_SENT = 1_070_002;

    private static final Set<Long> SHOWN_INFOS =
            ids(Text.RECOVERY_DONE, Text.RECOVERY_LINK_SENT, Text.RECOVERY_CODE_SENT, Text.VERIFICATION_LINK_SENT);
    private static final Set<Long> KEPT =
            ids(Text.REASON, Text.REQUIRED, Text.PASSWORD_REFUSED, Text.WRONG_CREDENTIALS);
    private static final Set<Long> OF_PASSWORD =
            ids(Text.PASSWORD_LIKE_IDENTIFIER, Text.PASSWORD_TOO_SHORT, Text.PASSWORD_TOO_LONG, Text.PASSWORD_BREACHED);
    private static final Set<Long> ACCOUNT_EXISTS =
            ids(Text.ACCOUNT_EXISTS, Text.ACCOUNT_EXISTS_FOR_LINK, Text.ACCOUNT_EXISTS_WITH_HINTS);
    private static final Set<Long> ADDRESS_FORMAT =
            ids(Text.NOT_AN_EMAIL, Text.WRONG_FORMAT, Text.NOT_A_PHONE, Text.REASON);

    private OlderTexts() {}

    private static Set<Long> ids(Text... texts) {
        return Stream.of(texts).map(Text::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a form says that an account has the address already. */
    static boolean saysAccountExists(Ui ui) {
        return ui.messages().stream().map(UiText::id).anyMatch(ACCOUNT_EXISTS::contains);
    }

    /** What a flow says itself; JSON null when it says nothing. */
    static JsonNode ofFlow(List<UiText> messages) {
        List<UiText> own = messages.stream().filter(OlderTexts::isOfFlow).toList();
        return own.isEmpty() ? NullNode.getInstance() : list(own);
    }

    private static boolean isOfFlow(UiText text) {
        return text.id() >= FIRST_OF_FLOWS || SHOWN_INFOS.contains(text.id());
    }

    /** What a flow says that is about its method; empty when there is nothing. */
    static ArrayNode ofMethod(List<UiText> messages) {
        return list(messages.stream().filter(OlderTexts::isOfInput).toList());
    }

    private static boolean isOfInput(UiText text) {
        return text.id() >= FIRST_OF_INPUT && text.id() < FIRST_OF_FLOWS;
    }

    /**
     * What is said beside a field. Of one wrong trait everything is said, also what its address lacks to be an address; of
     * several the first each.
     *
     * @param alone whether no other field has anything said beside it
     * @param cameEmpty whether it was sent, and nothing in it
     */
    static ArrayNode ofField(Node node, boolean alone, boolean cameEmpty) {
        List<UiText> said =
                cameEmpty ? node.messages().stream().map(OlderTexts::tooShort).toList() : node.messages();
        if (!node.name().startsWith("traits.") || said.isEmpty()) {
            return list(said);
        }
        boolean format = said.stream().map(UiText::id).anyMatch(ADDRESS_FORMAT::contains);
        Stream<UiText> more = format ? said.stream().limit(1) : Stream.of();
        return list(alone ? Stream.concat(said.stream(), more).toList() : said.subList(0, 1));
    }

    private static UiText tooShort(UiText said) {
        return said.id() == Text.REQUIRED.id()
                ? Text.REASON.with("reason", "It has to have at least 1 character.")
                : said;
    }

    private static ArrayNode list(List<UiText> texts) {
        ArrayNode out = Json.MAPPER.createArrayNode();
        texts.forEach(text -> out.add(of(text)));
        return out;
    }

    private static ObjectNode of(UiText text) {
        long id = id(text.id());
        ObjectNode out = Json.object();
        out.put("id", id);
        out.put("text", text.text());
        out.put("type", text.type().equals("success") ? "info" : text.type());
        if (id == Text.PASSWORD_REFUSED.id()) {
            out.putObject("context").put("reason", text.text());
        } else if (id != Text.REASON.id()) {
            out.set("context", text.context() == null ? Json.object() : text.context());
        }
        return out;
    }

    private static long id(long current) {
        if (current == Text.VERIFICATION_LINK_SENT.id()) {
            return VERIFICATION_MAIL_SENT;
        }
        if (current < FIRST_OF_INPUT || current >= FIRST_OF_FLOWS || KEPT.contains(current)) {
            return current;
        }
        if (OF_PASSWORD.contains(current)) {
            return Text.PASSWORD_REFUSED.id();
        }
        return ACCOUNT_EXISTS.contains(current) ? Text.ACCOUNT_EXISTS.id() : Text.REASON.id();
    }
}
