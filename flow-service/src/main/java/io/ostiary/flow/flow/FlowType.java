package io.ostiary.flow.flow;

import java.util.Locale;
import java.util.stream.Stream;

/** Which kind of client began a flow: a native app, or a browser (a form or a single page app). */
public enum FlowType {
    API,
    BROWSER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws UnreadableFlow when this version doesn't know it
     */
    public static FlowType of(String wire) {
        return Stream.of(values())
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow(UnreadableFlow::new);
    }
}
