package io.ostiary.contract.route;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request to {@code /internal/**} comes from another service. Implemented where
 * service tokens are known.
 */
public interface ServiceCallCheck {

    /**
     * @param authorization the Authorization header
     * @param method of the request
     * @param path of the request, without the query
     * @return whether it holds a valid token of a service that may make this call
     */
    boolean allows(@Nullable String authorization, String method, String path);
}
