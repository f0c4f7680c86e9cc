package io.ostiary.ui.web;

import java.util.Locale;

/** A kind of flow with a page of its own. */
public enum FlowKind {
    LOGIN,
    REGISTRATION,
    VERIFICATION,
    RECOVERY,
    SETTINGS;

    /** Its name in the configuration, in the API's paths and in keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
