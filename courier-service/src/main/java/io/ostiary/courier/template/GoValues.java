package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Values as Go's templates see them: what is true, how they are written, which is larger. */
final class GoValues {

    private static final Pattern WORD_END = Pattern.compile("([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])");
    private static final double LARGEST_PLAIN = 1e21;
    private static final double SMALLEST_PLAIN = 1e-4;

    private GoValues() {}

    /** Whether Go takes it for true: neither missing, null, false, zero nor empty. */
    static boolean isTrue(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.textValue().isEmpty();
            case ARRAY, OBJECT -> !value.isEmpty();
            default -> false;
        };
    }

    /** The value as text; nothing when it is missing or null. Lists and maps as Go prints them. */
    static String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> "";
            case NUMBER -> number(value);
            case ARRAY -> {
                BoundedJoiner all = new BoundedJoiner(" ", "[", "]");
                value.forEach(each -> all.add(inner(each)));
                yield all.toString();
            }
            case OBJECT -> {
                Map<String, String> sorted = new TreeMap<>();
                value.properties().forEach(each -> sorted.put(each.getKey(), inner(each.getValue())));
                BoundedJoiner all = new BoundedJoiner(" ", "map[", "]");
                sorted.forEach((key, text) -> all.add(key + ":" + text));
                yield all.toString();
            }
            default -> value.asText();
        };
    }

    private static String inner(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "<nil>" : text(value);
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        double number = value.doubleValue();
        double size = Math.abs(number);
        if (number == 0 || size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        }
        String[] parts = Double.toString(number).split("E");
        String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        int exponent = Integer.parseInt(parts[1]);
        return digits + (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** Numbers by size, all else by its text, byte by byte as far as letters are ASCII. */
    static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : text(one).compareTo(text(other));
    }

    static boolean isEqual(JsonNode one, JsonNode other) {
        return compare(one, other) == 0;
    }

    /** A whole number; 0 where there is none, as sprig has it. */
    static long whole(JsonNode value) {
        if (value.isNumber()) {
            return value.longValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        try {
            return Long.parseLong(text(value).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** {@code VerificationURL} as the data has it: {@code verification_url}. */
    static String snake(String camel) {
        String parted = camel;
        for (int i = 0; i < 2; i++) {
            parted = WORD_END.matcher(parted)
                    .replaceAll(
                            m -> m.group(1) != null ? m.group(1) + "_" + m.group(2) : m.group(3) + "_" + m.group(4));
        }
        return parted.toLowerCase(Locale.ROOT);
    }
}
