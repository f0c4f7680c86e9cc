package io.ostiary.flow.webauthn;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people know the makers of their passkeys by, so that a list of passkeys can be told apart. Only to be shown. */
final class KnownMakes {

    private static final Map<String, String> NAMES = Map.of(
            "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager",
            "fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords",
            "08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello",
            "9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello",
            "6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello",
            "bada5566-a7aa-401f-bd96-45619a55120d", "1Password",
            "d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden",
            "531126d6-e717-415c-9320-3d9aa6981239", "Dashlane");

    private KnownMakes() {}

    /** The name of a make; empty when it isn't known. @param aaguid null: it isn't told */
    static String of(@Nullable UUID aaguid) {
        return aaguid == null ? "" : NAMES.getOrDefault(aaguid.toString(), "");
    }
}
