package io.ostiary.flow.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A message to a person.
 *
 * @param via {@code email} or {@code sms}
 * @param recipient the address
 * @param template which text, such as {@code verification_code_valid}
 * @param data what stands in it
 * @param notAfter from when on it is worthless and isn't sent any more
 */
public record Letter(String via, String recipient, String template, ObjectNode data, Instant notAfter) {

    private static final String LANGUAGE = "language";

    /**
     * The letter for somebody whose client accepts these languages; the person's own, when their traits name one, comes
     * before.
     *
     * @param languages tags, the preferred first, separated by commas; empty: none
     */
    public Letter in(String languages) {
        return languages.isEmpty() || data.has(LANGUAGE)
                ? this
                : new Letter(via, recipient, template, data.deepCopy().put(LANGUAGE, languages), notAfter);
    }
}
