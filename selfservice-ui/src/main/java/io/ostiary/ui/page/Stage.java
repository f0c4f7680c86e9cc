package io.ostiary.ui.page;

import io.ostiary.ui.node.Flow;
import io.ostiary.ui.web.FlowKind;
import java.util.Locale;

/** How far a flow is: what its page is called. Keys of texts are the names in small letters. */
enum Stage {
    LOGIN,
    LOGIN_CODE,
    LOGIN_SECOND,
    LOGIN_REFRESH,
    LOGIN_LINK,
    REGISTRATION,
    REGISTRATION_CHOOSE,
    REGISTRATION_CODE,
    VERIFICATION,
    VERIFICATION_LINK,
    VERIFICATION_SENT,
    VERIFIED,
    RECOVERY,
    RECOVERY_CHOOSE,
    RECOVERY_CONFIRM,
    RECOVERY_SENT,
    SETTINGS;

    private static final long LINK = 1010016;
    private static final long CHOOSE_METHOD = 1040009;
    private static final long CONFIRM_ADDRESS = 1060005;
    private static final long CHOOSE_ADDRESS = 1060006;

    String key() {
        return "stage." + name().toLowerCase(Locale.ROOT);
    }

    static Stage of(FlowKind kind, Flow flow) {
        return switch (kind) {
            case LOGIN -> login(flow);
            case REGISTRATION -> registration(flow);
            case VERIFICATION -> verification(flow);
            case RECOVERY -> recovery(flow);
            case SETTINGS -> SETTINGS;
        };
    }

    private static Stage login(Flow flow) {
        if (flow.says(LINK)) {
            return LOGIN_LINK;
        }
        if (flow.asksForCode()) {
            return LOGIN_CODE;
        }
        return flow.isSecondFactor() ? LOGIN_SECOND : flow.isRefresh() ? LOGIN_REFRESH : LOGIN;
    }

    private static Stage registration(Flow flow) {
        if (flow.asksForCode()) {
            return REGISTRATION_CODE;
        }
        return flow.says(CHOOSE_METHOD) ? REGISTRATION_CHOOSE : REGISTRATION;
    }

    private static Stage verification(Flow flow) {
        return switch (flow.state()) {
            case "passed_challenge" -> VERIFIED;
            case "sent_email" -> VERIFICATION_SENT;
            default -> asksForLink(flow) ? VERIFICATION_LINK : VERIFICATION;
        };
    }

    private static boolean asksForLink(Flow flow) {
        return flow.find(each -> each.isField() && each.group().equals("link"))
                .findAny()
                .isPresent();
    }

    private static Stage recovery(Flow flow) {
        if (flow.says(CHOOSE_ADDRESS)) {
            return RECOVERY_CHOOSE;
        }
        if (flow.says(CONFIRM_ADDRESS)) {
            return RECOVERY_CONFIRM;
        }
        return flow.state().equals("sent_email") ? RECOVERY_SENT : RECOVERY;
    }
}
