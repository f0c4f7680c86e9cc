package io.ostiary.testkit.openid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of a query or a form. */
public final class Parameters {

    /** Those of an address. @param address with or without a query */
    public static Map<String, String> of(String address) {
        return read(address.substring(address.indexOf('?') + 1));
    }

    /** Those of a query or a form. A name that comes twice has its last value. */
    public static Map<String, String> read(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                all.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return all;
    }

    /** As they stand in a query. */
    public static String write(Map<String, String> all) {
        return all.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Parameters() {}
}
