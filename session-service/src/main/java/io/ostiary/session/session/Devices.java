package io.ostiary.session.session;

import io.ostiary.contract.session.DeviceBody;
import io.ostiary.internal.session.Sessions;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes devices of what clients claim to be: cut to 512 characters, without characters that the
 * database can't keep.
 */
final class Devices {

    private static final int LONGEST = 512;

    private Devices() {}

    /** The device of an authentication; where nothing is known of it, its place is empty. */
    static DeviceBody of(Sessions.@Nullable Device device, UUID id) {
        return device == null
                ? new DeviceBody(id, null, null, "")
                : new DeviceBody(
                        id,
                        clean(device.ipAddress()),
                        clean(device.userAgent()),
                        Objects.requireNonNullElse(clean(device.location()), ""));
    }

    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String kept = text.replace("\0", "");
        if (kept.length() <= LONGEST) {
            return kept;
        }
        int end = Character.isHighSurrogate(kept.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return kept.substring(0, end);
    }
}
