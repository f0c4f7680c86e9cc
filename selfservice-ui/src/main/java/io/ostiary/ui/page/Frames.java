package io.ostiary.ui.page;

import io.ostiary.pages.web.Assets;
import io.ostiary.ui.text.Language;
import io.ostiary.ui.web.UiSettings;
import io.ostiary.ui.web.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Makes the frame of a page for a visit. */
public final class Frames {

    private final UiSettings settings;
    private final Assets assets;

    public Frames(UiSettings settings, Assets assets) {
        this.settings = settings;
        this.assets = assets;
    }

    /** A frame for anybody. */
    Frame of(Visit visit, Frame.Head head) {
        return new Frame(visit.words(), head, assets, settings, languages(visit), false);
    }

    /** A frame with the links of somebody who is signed in. */
    Frame signedIn(Visit visit, Frame.Head head) {
        return new Frame(visit.words(), head, assets, settings, languages(visit), true);
    }

    private static List<Frame.LanguageLink> languages(Visit visit) {
        StringBuilder rest = new StringBuilder();
        visit.query().forEach((name, value) -> {
            if (!name.equals("lang")) {
                rest.append('&').append(encoded(name)).append('=').append(encoded(value));
            }
        });
        // The answer to a form of these pages has no address of its own.
        String path = visit.isPost() ? "/" : visit.path();
        return Arrays.stream(Language.values())
                .map(each -> new Frame.LanguageLink(
                        each.tag(),
                        each.ownName(),
                        path + "?lang=" + each.tag() + rest,
                        each == visit.words().language()))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
