package io.ostiary.identity.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Gives numbers one form, so that what is equal is written the same in every answer: {@code 1e2} and
 * {@code 100.0} are 100, {@code 0.10} is 0.1. Clients with whole-number fields read neither a
 * fraction nor an exponent. Pure but for the document that is given.
 */
public final class Numbers {

    /** Beyond this a number stays as it is: to write it out would take more room than it is worth. */
    private static final int MOST_DIGITS = 1_000;

    private Numbers() {}

    /** The document with its numbers in that form; containers are changed in place. */
    public static JsonNode plain(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(each -> each.setValue(plain(each.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, plain(array.get(i)));
                }
            }
            default -> {
                return node.isNumber() && !node.isInt() ? number(node) : node;
            }
        }
        return node;
    }

    private static JsonNode number(JsonNode node) {
        BigDecimal value = node.decimalValue();
        if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS) {
            return node;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() > 0 ? DecimalNode.valueOf(stripped) : whole(stripped.toBigIntegerExact());
    }

    private static JsonNode whole(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }
}
