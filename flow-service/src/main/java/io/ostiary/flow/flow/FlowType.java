package io.ostiary.flow.flow;

import java.util.Locale;

/** Which kind of client began a flow: a native app, or a browser (a form or a single page app). */
public enum FlowType {
    API,
    BROWSER;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static FlowType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
