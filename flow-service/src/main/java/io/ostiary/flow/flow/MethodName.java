package io.ostiary.flow.flow;

/**
 * The name of a method, which is also that of its credentials type. A value, so that a method needs no line here; the
 * constants are the contract's own, for those who read.
 *
 * @param wire the word of the contract, such as {@code password}
 */
public record MethodName(String wire) {

    public static final MethodName PASSWORD = new MethodName("password");
    public static final MethodName CODE = new MethodName("code");
    public static final MethodName LINK = new MethodName("link");
    public static final MethodName PROFILE = new MethodName("profile");

    @Override
    public String toString() {
        return wire;
    }
}
