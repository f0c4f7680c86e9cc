package io.ostiary.flow.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names and values in the form that addresses and HTML forms have (WHATWG URL, section 5). The first thousand count, so
 * that nobody's request costs more than that.
 *
 * @param values by name, in the order in which they came
 */
public record Query(Map<String, List<String>> values) {

    /** The most names and values that are read. */
    public static final int MOST = 1_000;

    /** The query of an address; empty when it has none, or when it is not encoded as queries are. */
    public static Query of(String address) {
        try {
            return new Query(new QueryStringDecoder(address, StandardCharsets.UTF_8, true, MOST, true).parameters());
        } catch (IllegalArgumentException e) {
            return new Query(Map.of());
        }
    }

    /**
     * The fields of a form.
     *
     * @throws IllegalArgumentException when it is not encoded as forms are
     */
    public static Query ofForm(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return new Query(new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST, true).parameters());
    }

    /** The first value of that name, or null. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    /** A name with its value, encoded. */
    public static String pair(String name, String value) {
        QueryStringEncoder encoder = new QueryStringEncoder("", StandardCharsets.UTF_8);
        encoder.addParam(name, value);
        return encoder.toString().substring(1);
    }
}
