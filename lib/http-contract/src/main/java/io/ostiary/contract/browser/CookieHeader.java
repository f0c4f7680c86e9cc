package io.ostiary.contract.browser;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Cookie} header as it was sent. Browsers send a name more than once when cookies of
 * several paths or domains bear it (RFC 6265, section 5.4); parsers into maps keep one only.
 */
public final class CookieHeader {

    private CookieHeader() {}

    /**
     * All values of a name, in the order in which they were sent.
     *
     * @param header null where none was sent
     */
    public static Stream<String> values(@Nullable String header, String name) {
        return header == null
                ? Stream.empty()
                : Arrays.stream(header.split(";"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2 && pair[0].strip().equals(name))
                        .map(pair -> pair[1].strip());
    }
}
