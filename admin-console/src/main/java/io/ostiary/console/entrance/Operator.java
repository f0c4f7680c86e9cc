package io.ostiary.console.entrance;

import java.util.regex.Pattern;

/**
 * Somebody who works here.
 *
 * @param name as the entrance knows the person: printable, at most 200 characters
 * @param role what that person may do
 */
public record Operator(String name, Role role) {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp},\"\\\\]{1,200}");

    /** Whether a text can be a name: it stands in the log, so it breaks no line there. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.isBlank();
    }
}
