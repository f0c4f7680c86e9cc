package io.ostiary.courier.intake;

import io.ostiary.config.Configuration;
import jakarta.inject.Singleton;

/** Which notices are on: the section {@code ostiary.courier.notices}. */
@Singleton
class NoticeSettings {

    private final boolean credentialsChanged;
    private final boolean newSignIn;

    NoticeSettings(Configuration configuration) {
        this.credentialsChanged = configuration.bool("ostiary.courier.notices.credentials_changed");
        this.newSignIn = configuration.bool("ostiary.courier.notices.new_sign_in");
    }

    /** Tell when a way to sign in was added, changed or removed. */
    boolean credentialsChanged() {
        return credentialsChanged;
    }

    /** Tell when somebody signed in. */
    boolean newSignIn() {
        return newSignIn;
    }
}
