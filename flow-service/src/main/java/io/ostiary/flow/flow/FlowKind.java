package io.ostiary.flow.flow;

import java.util.Locale;

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

    /** Reads the word. */
    public static FlowKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
