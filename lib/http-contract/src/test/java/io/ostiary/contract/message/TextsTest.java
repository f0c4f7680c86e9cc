package io.ostiary.contract.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Keeps the catalogue complete, in the tone of the suite and in step with its context keys. */
class TextsTest {

    private static final Pattern KEY = Pattern.compile("\\{([^}]*)}");
    private static final Pattern KEY_ALONE = Pattern.compile("\\{\\w+}");
    private static final Pattern UNKIND = Pattern.compile("\\b(please|oops|sorry|invalid|must|illegal)\\b|!");

    private final List<JsonNode> catalogue = catalogue();

    @Test
    void holdsEachNumberOnceInAscendingOrder() {
        List<Long> ids =
                catalogue.stream().map(entry -> entry.get("id").asLong()).toList();

        assertThat(ids).hasSize(182).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void namesTypesOfTheContractThatFitTheNumber() {
        assertThat(catalogue).allSatisfy(entry -> {
            String type = entry.get("type").asText();
            boolean error = entry.get("id").asLong() >= 4_000_000;
            assertThat(type).isIn(error ? Set.of("error") : Set.of("info", "success"));
        });
    }

    @Test
    void mentionsOnlyKeysOfTheContext() {
        assertThat(catalogue).allSatisfy(entry -> {
            List<String> context = new ArrayList<>();
            entry.get("context").forEach(key -> context.add(key.asText()));
            assertThat(context).containsAll(keys(entry.get("text").asText()));
        });
    }

    @Test
    void endsSentencesWithAStopAndLabelsWithout() {
        assertThat(catalogue).allSatisfy(entry -> {
            String text = entry.get("text").asText();
            boolean sentence = !entry.get("type").asText().equals("info") || text.contains(". ") || text.contains("? ");
            assertThat(text).isNotBlank().isEqualTo(text.strip()).doesNotContain("  ");
            assertThat(text).doesNotEndWith(",").doesNotEndWith(":").doesNotEndWith(";");
            if (sentence && !KEY_ALONE.matcher(text).matches()) {
                assertThat(text).endsWith(".");
            }
            assertThat(text.charAt(0)).matches(c -> c == '{' || Character.isUpperCase(c), "starts upright");
        });
    }

    @Test
    void keepsTheTone() {
        assertThat(catalogue)
                .allSatisfy(entry -> assertThat(entry.get("text").asText().toLowerCase(Locale.ROOT))
                        .doesNotContainPattern(UNKIND));
    }

    @Test
    void fillsInValuesAndListsOnce() {
        assertThat(Text.PASSWORD_TOO_SHORT
                        .with("min_length", 8, "actual_length", 3)
                        .text())
                .isEqualTo("Use 8 or more characters for your password. So far there are 3.");
        assertThat(Text.WRONG_TYPE
                        .with("allowed_types", List.of("string", "null"), "actual_type", "number")
                        .text())
                .isEqualTo("This should be of type string, null, not number.");
        assertThat(Text.LOGIN_WITH_PROVIDER
                        .with("provider", "{provider_id} $1", "provider_id", "x")
                        .text())
                .isEqualTo("Sign in with {provider_id} $1");
    }

    @Test
    void hasAConstantForEachEntryAndNoOther() {
        assertThat(Arrays.stream(Text.values()).map(Text::id))
                .containsExactlyElementsOf(catalogue.stream()
                        .map(entry -> entry.get("id").asLong())
                        .toList());
    }

    private static List<String> keys(String text) {
        return KEY.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<JsonNode> catalogue() {
        try (InputStream in = Text.class.getResourceAsStream("/texts/catalogue.json")) {
            return StreamSupport.stream(Json.MAPPER.readTree(in).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
