package io.ostiary.contract.route;

import java.util.List;

/**
 * Paths that a feature brings along, such as those of a method. A bean, usually the resource that answers them; it is
 * found by being there, so that the table of the contract's paths needs no line for it.
 */
public interface RouteLines {

    /**
     * The paths, in the form of {@code routes/contract.txt}, such as {@code public GET,POST
     * /self-service/methods/oidc/callback serve open}.
     */
    List<String> lines();
}
