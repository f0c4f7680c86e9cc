package io.ostiary.browser;

import com.microsoft.playwright.Keyboard;

/** An operator's keyboard, and where it has led to. */
record ConsoleKeys(Visitor operator) {

    private static final int MOST_STOPS = 80;

    /** The id of what has the focus. */
    static String focused(Visitor visitor) {
        return (String) visitor.page().evaluate("document.activeElement.id");
    }

    ConsoleKeys press(String... keys) {
        for (String key : keys) {
            keyboard().press(key);
        }
        return this;
    }

    ConsoleKeys type(String text) {
        keyboard().type(text);
        return this;
    }

    /** Presses Enter and waits for the page that comes. */
    void enter() {
        operator.page().waitForNavigation(() -> keyboard().press("Enter"));
        operator.page().waitForLoadState();
    }

    /** Goes on with Tab to what is called so. */
    ConsoleKeys tabTo(String name) {
        for (int i = 0; i < MOST_STOPS; i++) {
            keyboard().press("Tab");
            String here = (String) operator.page()
                    .evaluate("(document.activeElement.labels && document.activeElement.labels[0]"
                            + " || document.activeElement).textContent.trim()");
            if (here.equals(name)) {
                return this;
            }
        }
        throw new AssertionError(
                "Tab does not lead to " + name + " at " + operator.page().url());
    }

    private Keyboard keyboard() {
        return operator.page().keyboard();
    }
}
