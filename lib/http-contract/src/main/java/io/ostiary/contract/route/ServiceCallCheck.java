package io.ostiary.contract.route;

/**
 * Tells whether a request to {@code /internal/**} comes from another service. Implemented where
 * service tokens are known.
 */
public interface ServiceCallCheck {

    /**
     * @param authorization the Authorization header, or null
     * @return whether it holds a valid token of a service that may call this one
     */
    boolean allows(String authorization);
}
