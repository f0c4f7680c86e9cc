package io.ostiary.identity.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send. Whatever is wrong with it, the client is told 400: broken JSON, wrong
 * types, and text or numbers that are fine in JSON but can't be stored.
 */
public final class Documents {

    private static final int LARGEST_EXPONENT = 300;

    private static final ObjectMapper MAPPER = JsonMapper.builder(factory())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, Documents::onlyText)
            .build();

    private Documents() {}

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Json.CLIENT_LEVELS)
                        .build())
                .build();
    }

    private static void onlyText(com.fasterxml.jackson.databind.cfg.MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /**
     * Reads JSON; numbers come in the form of {@link Numbers}.
     *
     * @throws ProblemException when it is none, or holds what can't be stored
     */
    public static JsonNode read(byte @Nullable [] content) {
        JsonNode document;
        try (JsonParser parser = MAPPER.createParser(content == null ? new byte[0] : content)) {
            document = MAPPER.readTree(parser);
        } catch (IOException e) {
            throw refused(JsonFaults.ofText(e));
        } catch (NumberFormatException e) {
            // Of an exponent with too many digits Jackson doesn't say so as of other faults.
            throw refused("A number is too large.");
        }
        if (document == null || document.isMissingNode()) {
            throw refused("The body is empty.");
        }
        checkValues(document);
        return Numbers.plain(document);
    }

    /**
     * Turns a document into a record, and refuses what the record doesn't have.
     *
     * @throws ProblemException that names the key and what was expected of it
     */
    public static <T> T strictly(JsonNode document, Class<T> type) {
        return strictly(document, type, "");
    }

    /**
     * As {@link #strictly(JsonNode, Class)}, of a part of a document.
     *
     * @param at where the part lies, dotted; empty for the whole
     */
    public static <T> T strictly(JsonNode document, Class<T> type, String at) {
        return convert(document, MAPPER.readerFor(type).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), at);
    }

    /**
     * Turns a document into a record and ignores what the record doesn't have.
     *
     * @throws ProblemException that names the key, when a value is of another type than the record's
     */
    public static <T> T leniently(JsonNode document, Class<T> type) {
        return convert(document, MAPPER.readerFor(type), "");
    }

    private static <T> T convert(JsonNode document, ObjectReader reader, String at) {
        if (!document.isObject()) {
            throw refused(at.isEmpty() ? "The body is not an object." : at + " is an object.");
        }
        try {
            return reader.readValue(document);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw refused(JsonFaults.ofValue(e, at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks that a document can be stored: the database takes neither NUL nor half a surrogate
     * pair, and no number of any size.
     *
     * @throws ProblemException when it can't
     */
    public static void checkValues(JsonNode node) {
        checkValues(node, null);
    }

    /** A step down a document; put together only when something is wrong there. */
    private record Place(@Nullable Place above, String step) {

        static String of(@Nullable Place place, String otherwise) {
            String path = "";
            for (Place each = place; each != null; each = each.above) {
                path = path.isEmpty() ? each.step : each.step + "." + path;
            }
            return path.isEmpty() ? otherwise : JsonFaults.cut(path);
        }
    }

    private static void checkValues(JsonNode node, @Nullable Place at) {
        if (node.isTextual()) {
            check(node.textValue(), () -> Place.of(at, "A text"));
        } else if (node.isNumber()) {
            checkNumber(node.decimalValue(), () -> Place.of(at, "A number"));
        } else if (node.isObject()) {
            node.properties().forEach(each -> {
                check(each.getKey(), () -> "A key in " + Place.of(at, "the body"));
                checkValues(each.getValue(), new Place(at, each.getKey()));
            });
        } else {
            for (int i = 0; i < node.size(); i++) {
                checkValues(node.get(i), new Place(at, String.valueOf(i)));
            }
        }
    }

    /**
     * Checks a text that is to be stored or searched.
     *
     * @throws ProblemException when it can't be
     */
    public static void checkText(String text) {
        check(text, () -> "A text");
    }

    private static void check(String text, Supplier<String> what) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (Character.isHighSurrogate(each)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (each == 0 || Character.isSurrogate(each)) {
                throw refused(what.get() + " holds a character that can't be stored.");
            }
        }
    }

    /**
     * Checks that a document, put together of several, has no more levels than one may have.
     *
     * @throws ProblemException when it has
     */
    public static void checkLevels(JsonNode node) {
        checkLevels(node, Json.CLIENT_LEVELS);
    }

    private static void checkLevels(JsonNode node, int left) {
        if (node.isContainerNode()) {
            if (left == 0) {
                throw refused("The document has too many levels.");
            }
            node.forEach(each -> checkLevels(each, left - 1));
        }
    }

    private static void checkNumber(BigDecimal number, Supplier<String> what) {
        if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT
                || Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
            throw refused(what.get() + " is too large or too small a number.");
        }
    }

    private static ProblemException refused(String reason) {
        return new ProblemException(new Problem.BadRequest(reason));
    }
}
