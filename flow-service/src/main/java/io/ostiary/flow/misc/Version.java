package io.ostiary.flow.misc;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The suite's version. */
@Singleton
class Version {

    private final String text;

    Version(@ConfigProperty(name = "quarkus.application.version") String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
