package io.ostiary.courier.template;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one drawing of a {@link GoTemplate} may still take. Who writes a template may be wrong, and who is written to chooses
 * some of its data: neither holds the courier up or takes its memory.
 */
final class GoBudget {

    /** Characters of a text, or values and characters of a list. */
    static final int LARGEST = 1 << 20;

    private static final int MOST = 10_000_000;

    private static final int DEEPEST = 100;

    private long left = MOST;

    /** A template could not be drawn: it goes on without end, makes something too large, or calculates what nobody can. */
    static final class DrawingException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        DrawingException(String message) {
            super(message);
        }
    }

    /**
     * A step was taken.
     *
     * @param units characters and values that it touched
     * @throws DrawingException when there were too many
     */
    void spend(long units) {
        left -= units;
        if (left < 0) {
            throw new DrawingException("a template goes on without end");
        }
    }

    /**
     * @param length of a text in characters
     * @throws DrawingException when it is too long
     */
    static void requireFits(long length) {
        if (length > LARGEST) {
            throw new DrawingException("a template makes a text or a list of more than 1 MiB");
        }
    }

    /**
     * Values and characters of a value.
     *
     * @throws DrawingException when there are too many, or they are nested too deep
     */
    static long size(JsonNode value) {
        return size(value, 0, 0);
    }

    private static long size(JsonNode value, long before, int depth) {
        if (depth > DEEPEST) {
            throw new DrawingException("a template nests lists too deep");
        }
        long size = before + 1 + (value.isTextual() ? value.textValue().length() : 0);
        requireFits(size);
        for (JsonNode each : value) {
            size = size(each, size, depth + 1);
        }
        return size;
    }
}
