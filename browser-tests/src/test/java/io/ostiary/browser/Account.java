package io.ostiary.browser;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Somebody's account.
 *
 * @param address email address
 * @param password password
 */
record Account(String address, String password) {

    static Account fresh() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        String name = HexFormat.of().formatHex(random);
        return new Account("ada." + name + "@example.org", "correct-Horse-" + name);
    }

    Account withPassword(String other) {
        return new Account(address, other);
    }

    /** Creates it in the pages, and verifies its address. */
    void create(Visitor visitor, PagesStack stack) {
        visitor.page().navigate(stack.pages() + "/registration");
        visitor.fill("traits.email", address);
        visitor.fill("traits.name.first", "Ada");
        visitor.fill("traits.name.last", "Lovelace");
        visitor.fill("password", password);
        visitor.press("button.main");
        visitor.fill("code", stack.code(address));
        visitor.press("button.main");
    }

    void signIn(Visitor visitor, PagesStack stack) {
        visitor.page().navigate(stack.pages() + "/login");
        visitor.fill("identifier", address);
        visitor.fill("password", password);
        visitor.press("button.main");
    }
}
