package io.ostiary.flow.misc;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The suite's version. */
@Singleton
public class Version {

    private final String text;

    Version(@ConfigProperty(name = "quarkus.application.version") String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
