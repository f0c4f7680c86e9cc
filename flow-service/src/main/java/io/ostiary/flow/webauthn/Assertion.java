package io.ostiary.flow.webauthn;

import com.webauthn4j.data.AuthenticationData;

/**
 * A signature that a browser brought; nothing of it is checked yet.
 *
 * @param keyId by which key
 * @param userHandle whom the key names as its owner; empty when it names nobody
 * @param data as the library has read it
 */
public record Assertion(byte[] keyId, byte[] userHandle, AuthenticationData data) {

    @Override
    public String toString() {
        return "Assertion";
    }
}
