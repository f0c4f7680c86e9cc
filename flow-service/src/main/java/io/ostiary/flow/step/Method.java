package io.ostiary.flow.step;

import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.MethodName;
import java.util.Set;

/**
 * Who a method is, in one flow.
 *
 * @param name by which submissions and the configuration call it
 * @param group of its form elements
 * @param enabled whether the configuration offers it
 * @param buttons fields that name the method where {@code method} is absent, such as {@code totp_unlink}
 */
public record Method(MethodName name, NodeGroup group, boolean enabled, Set<String> buttons) {

    /** A method that is named by {@code method} alone. */
    public static Method of(MethodName name, NodeGroup group, boolean enabled) {
        return new Method(name, group, enabled, Set.of());
    }
}
