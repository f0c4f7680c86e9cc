package io.ostiary.cli.command;

import io.ostiary.cli.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says how operators get into the console of a stack: by an address that works once. */
final class SignInAddress {

    /** File that the console keeps the address in; it writes the next one once this one is used. */
    private static final String FILE = "sign-in-change.url";

    private SignInAddress() {}

    static void print(LocalStack stack) {
        stack.pages().console().ifPresent(place -> {
            Path file = stack.data().signIn().resolve(FILE);
            try {
                System.out.printf(
                        "  %-7s %s%n", "console", Files.readString(file).strip());
            } catch (IOException e) {
                // It was replaced this moment, or is still to come.
                System.out.printf("  %-7s %s%n", "console", place.url());
            }
            System.out.printf("  %-7s (works once; the next address is in %s)%n", "", file);
        });
    }
}
