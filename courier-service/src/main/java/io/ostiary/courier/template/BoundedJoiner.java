package io.ostiary.courier.template;

import java.util.StringJoiner;

/** Joins texts as long as all together are no longer than a text may be. */
final class BoundedJoiner {

    private final StringJoiner joiner;

    private final int separator;

    private long length;

    BoundedJoiner(String separator, String prefix, String suffix) {
        this.joiner = new StringJoiner(separator, prefix, suffix);
        this.separator = separator.length();
    }

    /**
     * @throws GoBudget.DrawingException when it would be too long
     */
    void add(String text) {
        length += text.length() + separator;
        GoBudget.requireFits(length);
        joiner.add(text);
    }

    /** Joins all at once, nothing around them. */
    static String join(Iterable<String> texts, String separator) {
        BoundedJoiner joiner = new BoundedJoiner(separator, "", "");
        texts.forEach(joiner::add);
        return joiner.toString();
    }

    @Override
    public String toString() {
        return joiner.toString();
    }
}
