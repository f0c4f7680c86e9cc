package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws letters. */
@ApplicationScoped
public class Letters {

    private static final List<String> SLOTS =
            List.of("subject", "heading", "lead", "code_lead", "link_lead", "button", "expiry", "closing", "sms");

    /** What wording may mention of the data, beside code, link and time. */
    private static final List<String> MENTIONED =
            List.of("subject", "body", "changed_at", "added_at", "credentials_type", "change");

    private final Map<String, Map<String, Template>> wording = new HashMap<>();
    private final Template html;
    private final Template text;
    private final CustomTemplates custom;

    Letters(Engine engine, CustomTemplates custom) {
        this.html = engine.getTemplate("email.html");
        this.text = engine.getTemplate("email.txt");
        this.custom = custom;
        catalogue().fields().forEachRemaining(letter -> {
            Map<String, Template> slots = new HashMap<>();
            letter.getValue()
                    .fields()
                    .forEachRemaining(slot -> slots.put(
                            slot.getKey(), engine.parse(slot.getValue().asText())));
            wording.put(letter.getKey(), Map.copyOf(slots));
        });
    }

    /** Whether {@code templateType} can be drawn. */
    public boolean knows(String templateType) {
        return wording.containsKey(templateType);
    }

    /** The types that can be drawn. */
    public List<String> types() {
        return wording.keySet().stream().sorted().toList();
    }

    /**
     * Draws an email.
     *
     * @throws UnknownTemplateException when there is no such type
     */
    public Letter email(String templateType, JsonNode data) {
        Map<String, Object> values = values(templateType, data);
        String subject = custom.subject(templateType, data).orElseGet(() -> (String) values.get("subject"));
        return new Letter(
                oneLine(subject),
                custom.text(templateType, data)
                        .orElseGet(() -> text.render(values).strip() + "\n"),
                custom.html(templateType, data).orElseGet(() -> html(templateType, data, values)));
    }

    /**
     * Draws a text message to a phone. The last line binds the code to the site that asked for it,
     * so that a phone offers it there only.
     *
     * @throws UnknownTemplateException when there is no such type
     */
    public Letter sms(String templateType, JsonNode data) {
        Map<String, Object> values = values(templateType, data);
        return new Letter("", custom.sms(templateType, data).orElseGet(() -> sms(values, data)), null);
    }

    private static String sms(Map<String, Object> values, JsonNode data) {
        LetterData given = new LetterData(data);
        String domain = given.text("request_url_domain");
        String code = given.code();
        String bound = domain.isEmpty() || code.isEmpty() ? "" : "\n\n@" + domain + " #" + code;
        return values.get("sms") + bound;
    }

    /** The stub's caller gives the HTML itself. */
    private String html(String templateType, JsonNode data, Map<String, Object> values) {
        String own = templateType.equals("stub") ? new LetterData(data).text("html_body") : "";
        return own.isEmpty() ? html.render(values) : own;
    }

    private Map<String, Object> values(String templateType, JsonNode data) {
        Map<String, Template> slots = wording.get(templateType);
        if (slots == null) {
            throw new UnknownTemplateException(templateType);
        }
        Map<String, Object> values = new HashMap<>();
        LetterData given = new LetterData(data);
        MENTIONED.forEach(key -> values.put(key, given.text(key)));
        values.put("code", given.code());
        values.put("link", given.link());
        values.put("time", given.time());
        Map<String, Object> drawn = new HashMap<>();
        SLOTS.forEach(slot -> drawn.put(slot, draw(slots, slot, values)));
        drawn.put("code", slots.containsKey("code_lead") ? given.code() : "");
        drawn.put("link", slots.containsKey("link_lead") ? given.link() : "");
        return drawn;
    }

    private static String draw(Map<String, Template> slots, String slot, Map<String, Object> values) {
        Template template = slots.get(slot);
        return template == null ? "" : template.render(values);
    }

    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static JsonNode catalogue() {
        try (InputStream in = Letters.class.getResourceAsStream("/letters/catalogue.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the wording of letters can't be read", e);
        }
    }
}
