package io.ostiary.flow.webauthn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import org.jspecify.annotations.Nullable;

/** What of a key changes with each signature: its counter, whether it may have been copied, and whether it is backed up. */
final class KeyState {

    private static final String COUNT = "sign_count";
    private static final String COPIED = "clone_warning";
    private static final String FLAGS = "flags";

    private KeyState() {}

    /** A flag of a key; null when nothing is known, as in keys of older versions of the contract. */
    static @Nullable Boolean flag(SecurityKey key, String name) {
        JsonNode flag = key.item().path(FLAGS).path(name);
        return flag.isBoolean() ? flag.booleanValue() : null;
    }

    /**
     * The key after a signature that is right. A counter goes up with each, or is always 0; one that doesn't may be a
     * copy's (W3C Web Authentication, section 6.1.1). The highest is kept, and the warning stays.
     */
    static Asserted.Right after(SecurityKey key, AuthenticatorData<?> said) {
        long before = key.signCount();
        long now = said.getSignCount();
        boolean wentBack = (before != 0 || now != 0) && now <= before;
        ObjectNode item = key.item().deepCopy();
        if (wentBack) {
            item.withObjectProperty("authenticator").put(COPIED, true);
        } else if (now != before) {
            item.withObjectProperty("authenticator").put(COUNT, now);
        }
        if (flag(key, "backup_state") != null) {
            item.withObjectProperty(FLAGS).put("backup_state", said.isFlagBS());
        }
        return new Asserted.Right(key, new SecurityKey(item, key.id(), key.publicKey()), wentBack);
    }
}
