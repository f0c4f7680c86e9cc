package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
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

    private final Map<LetterLanguage, Map<String, Map<String, Template>>> wording = new EnumMap<>(LetterLanguage.class);
    private final Template html;
    private final Template text;
    private final CustomTemplates custom;

    Letters(Engine engine, CustomTemplates custom) {
        this.html = engine.getTemplate("email.html");
        this.text = engine.getTemplate("email.txt");
        this.custom = custom;
        for (LetterLanguage language : LetterLanguage.values()) {
            wording.put(language, wording(engine, language));
        }
    }

    private static Map<String, Map<String, Template>> wording(Engine engine, LetterLanguage language) {
        Map<String, Map<String, Template>> letters = new HashMap<>();
        catalogue(language).fields().forEachRemaining(letter -> {
            Map<String, Template> slots = new HashMap<>();
            letter.getValue()
                    .fields()
                    .forEachRemaining(slot -> slots.put(
                            slot.getKey(), engine.parse(slot.getValue().asText())));
            letters.put(letter.getKey(), Map.copyOf(slots));
        });
        return Map.copyOf(letters);
    }

    /** Whether {@code templateType} can be drawn. */
    public boolean knows(String templateType) {
        return english().containsKey(templateType);
    }

    /** The types that can be drawn. */
    public List<String> types() {
        return english().keySet().stream().sorted().toList();
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
        LetterLanguage language = LetterLanguage.of(data);
        Map<String, Template> slots = wording.getOrDefault(language, Map.of()).get(templateType);
        if (slots == null) {
            // What an operator wrote, such as the stub, has one language.
            language = LetterLanguage.EN;
            slots = english().get(templateType);
        }
        if (slots == null) {
            throw new UnknownTemplateException(templateType);
        }
        return drawn(slots, new LetterData(data), language);
    }

    private Map<String, Map<String, Template>> english() {
        return wording.getOrDefault(LetterLanguage.EN, Map.of());
    }

    private static Map<String, Object> drawn(Map<String, Template> slots, LetterData given, LetterLanguage language) {
        Map<String, Object> values = new HashMap<>();
        MENTIONED.forEach(key -> values.put(key, given.text(key)));
        values.put("code", given.code());
        values.put("link", given.link());
        values.put("time", language.minutes(given.minutes()));
        Map<String, Object> drawn = new HashMap<>();
        SLOTS.forEach(slot -> drawn.put(slot, draw(slots, slot, values)));
        drawn.put("code", slots.containsKey("code_lead") ? given.code() : "");
        drawn.put("link", slots.containsKey("link_lead") ? given.link() : "");
        drawn.put("lang", language.tag());
        return drawn;
    }

    private static String draw(Map<String, Template> slots, String slot, Map<String, Object> values) {
        Template template = slots.get(slot);
        return template == null ? "" : template.render(values);
    }

    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static JsonNode catalogue(LetterLanguage language) {
        try (InputStream in = Letters.class.getResourceAsStream(language.catalogue())) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the wording of letters can't be read", e);
        }
    }
}
