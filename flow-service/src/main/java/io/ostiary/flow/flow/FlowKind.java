package io.ostiary.flow.flow;

import java.util.Locale;
import java.util.stream.Stream;

/** What a flow is for. */
public enum FlowKind {
    LOGIN,
    REGISTRATION,
    SETTINGS,
    RECOVERY,
    VERIFICATION;

    /** The word of the contract, also the last part of its path. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path under which the flow is submitted. */
    public String path() {
        return "/self-service/" + wire();
    }

    /**
     * Reads the word.
     *
     * @throws UnreadableFlow when this version doesn't know it
     */
    public static FlowKind of(String wire) {
        return Stream.of(values())
                .filter(each -> each.wire().equals(wire))
                .findFirst()
                .orElseThrow(UnreadableFlow::new);
    }
}
