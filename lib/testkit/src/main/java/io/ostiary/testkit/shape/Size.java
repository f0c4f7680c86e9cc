package io.ostiary.testkit.shape;

/**
 * How large something is.
 *
 * @param name such as {@code Answers.of}
 * @param most how large it may be
 * @param unit what is counted
 */
record Size(String name, long value, long most, String unit) {

    @Override
    public String toString() {
        return "%s has %d %s, and may have %d".formatted(name, value, unit, most);
    }
}
