package io.ostiary.ui.page;

import io.ostiary.config.Address;
import io.ostiary.ui.text.Words;
import io.ostiary.ui.web.UiSettings;

/** Says where passkeys can't be used: browsers bind them to a host name, and want a secure one. */
final class Passkeys {

    private Passkeys() {}

    /** Why not here; empty when nothing is against it. */
    static String whyNot(Words t, UiSettings settings) {
        return Address.parse(settings.origin() + "/")
                .map(each -> {
                    boolean number =
                            each.host().matches("[0-9.]+") || each.host().startsWith("[");
                    boolean secure =
                            each.scheme().equals("https") || each.host().equals("localhost");
                    return number ? t.say("passkey.at_number") : secure ? "" : t.say("passkey.insecure");
                })
                .orElse("");
    }
}
