package io.ostiary.ui.page;

import io.ostiary.ui.form.Section;
import io.ostiary.ui.form.Summary;
import java.util.List;

/**
 * The settings.
 *
 * @param summary what is said about the whole
 * @param addresses email addresses and phone numbers
 * @param sections one for each group
 * @param identifier under which a password manager files a new password; may be empty
 * @param notice what happened before; may be empty
 * @param noPasskeys why passkeys can't be used here; may be empty
 */
public record SettingsView(
        Summary summary,
        List<Me.Address> addresses,
        List<Section> sections,
        String identifier,
        String notice,
        String noPasskeys) {

    public SettingsView {
        addresses = List.copyOf(addresses);
        sections = List.copyOf(sections);
    }
}
