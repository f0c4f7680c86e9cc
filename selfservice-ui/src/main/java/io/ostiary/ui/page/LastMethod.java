package io.ostiary.ui.page;

import io.ostiary.ui.web.Visit;
import java.util.Optional;

/** The method that this browser signed in with last: a cookie of these pages with its name alone. */
final class LastMethod {

    private static final String COOKIE = "last_method";
    private static final int YEAR = 31_536_000;

    private LastMethod() {}

    static Optional<String> of(Visit visit) {
        return visit.cookie(COOKIE).filter(each -> each.matches("[a-z_]{1,20}"));
    }

    static String cookie(String method) {
        return COOKIE + "=" + method + "; Path=/; Max-Age=" + YEAR + "; HttpOnly; SameSite=Lax";
    }
}
