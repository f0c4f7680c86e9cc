package io.ostiary.internal.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The config of credentials, or one item of it, on its way between services: sealed, because it may
 * hold what opens an account. {@link ConfigSeal} makes and opens it.
 *
 * @param sealed base64url
 */
public record SealedConfig(@JsonValue String sealed) {

    @JsonCreator
    public SealedConfig {}
}
