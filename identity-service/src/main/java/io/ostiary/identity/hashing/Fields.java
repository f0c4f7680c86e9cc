package io.ostiary.identity.hashing;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Takes hashes in the {@code $kind$parameters$salt$hash} form apart. */
final class Fields {

    private static final int LONGEST_VALUE = 9;

    private final String[] parts;

    private Fields(String[] parts) {
        this.parts = parts;
    }

    /** Splits a hash that must have {@code count} fields behind the leading {@code $}. */
    static Fields of(String hash, int count) throws UnusableHashException {
        Fields fields = new Fields(hash.substring(1).split("\\$", -1));
        if (fields.parts.length != count) {
            throw new UnusableHashException("The hash doesn't have the fields of its kind.");
        }
        return fields;
    }

    /** A field, counted from 0, the kind. */
    String text(int index) {
        return parts[index];
    }

    /** A field in base64, with or without padding. */
    byte[] bytes(int index) throws UnusableHashException {
        return base64(parts[index]);
    }

    static byte[] base64(String text) throws UnusableHashException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableHashException("A part of the hash is not base64.");
        }
    }

    /** The numbers of a field such as {@code m=8192,t=1,p=1}. */
    Map<String, Integer> numbers(int index) throws UnusableHashException {
        Map<String, Integer> numbers = new HashMap<>();
        for (String pair : parts[index].split(",")) {
            int sign = pair.indexOf('=');
            String value = pair.substring(sign + 1);
            if (sign < 1 || value.length() > LONGEST_VALUE || !value.matches("\\d+")) {
                throw new UnusableHashException("The parameters of the hash can't be read.");
            }
            numbers.put(pair.substring(0, sign), Integer.parseInt(value));
        }
        return numbers;
    }

    /** A number of a hash that was checked. */
    static int number(Map<String, Integer> numbers, String name) {
        return Objects.requireNonNull(numbers.get(name), "a hash is checked before its numbers are used");
    }

    /** A number that must be there and within bounds, both included. */
    static int bounded(Map<String, Integer> numbers, String name, int least, int most) throws UnusableHashException {
        Integer value = numbers.get(name);
        if (value == null) {
            throw new UnusableHashException("The hash lacks the parameter " + name + ".");
        }
        if (value < least || value > most) {
            throw new UnusableHashException(
                    "The hash's parameter %s must be between %d and %d.".formatted(name, least, most));
        }
        return value;
    }
}
