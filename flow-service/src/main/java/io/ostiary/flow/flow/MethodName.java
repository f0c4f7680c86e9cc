package io.ostiary.flow.flow;

import java.util.Comparator;
import java.util.List;

/**
 * The name of a method of self-service flows. It is a value, so that a method can be added without
 * a line here. Names are ordered as forms are put together: the contract's methods in the
 * contract's order, then all others by their word.
 *
 * @param wire the word of the contract, as a client sends it in {@code method}; empty when it names
 *     none
 */
public record MethodName(String wire) implements Comparable<MethodName> {

    public static final MethodName PASSWORD = of("password");
    public static final MethodName CODE = of("code");
    public static final MethodName LINK = of("link");
    public static final MethodName PROFILE = of("profile");

    private static final List<String> ORDER = List.of("password", "code", "link", "profile");

    private static final Comparator<MethodName> AS_IN_FORMS =
            Comparator.comparingInt(MethodName::position).thenComparing(MethodName::wire);

    /** The name with that word; whether a method has it is not looked at. */
    public static MethodName of(String wire) {
        return new MethodName(wire);
    }

    @Override
    public int compareTo(MethodName other) {
        return AS_IN_FORMS.compare(this, other);
    }

    private int position() {
        int position = ORDER.indexOf(wire);
        return position < 0 ? ORDER.size() : position;
    }

    @Override
    public String toString() {
        return wire;
    }
}
