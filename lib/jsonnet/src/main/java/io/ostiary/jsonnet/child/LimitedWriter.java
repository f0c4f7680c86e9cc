package io.ostiary.jsonnet.child;

import java.io.StringWriter;

/** Keeps what is written, up to a length. */
final class LimitedWriter extends StringWriter {

    /** More was written. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final int longest;

    LimitedWriter(int longest) {
        this.longest = longest;
    }

    @Override
    public void write(int c) {
        check(1);
        super.write(c);
    }

    @Override
    public void write(char[] text, int from, int length) {
        check(length);
        super.write(text, from, length);
    }

    @Override
    public void write(String text) {
        check(text.length());
        super.write(text);
    }

    @Override
    public void write(String text, int from, int length) {
        check(length);
        super.write(text, from, length);
    }

    private void check(int more) {
        if (getBuffer().length() + more > longest) {
            throw new TooLong();
        }
    }
}
