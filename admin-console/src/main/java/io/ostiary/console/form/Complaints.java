package io.ostiary.console.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API says of single traits, in the reason of a refusal: {@code traits.email: Enter …}. */
public final class Complaints {

    private static final Pattern PLACE = Pattern.compile("(?:^|\\s)(traits(?:\\.[\\w-]+)+): ");

    private Complaints() {}

    /** By the names of the fields that a form has for them. */
    public static Map<String, String> of(String reason) {
        Map<String, String> complaints = new LinkedHashMap<>();
        Matcher place = PLACE.matcher(reason);
        int from = -1;
        String name = "";
        while (place.find()) {
            if (from >= 0) {
                complaints.merge(
                        name, reason.substring(from, place.start()).strip(), (some, more) -> some + " " + more);
            }
            name = place.group(1).replace('.', '/');
            from = place.end();
        }
        if (from >= 0) {
            complaints.merge(name, reason.substring(from).strip(), (some, more) -> some + " " + more);
        }
        return complaints;
    }
}
