package io.ostiary.flow.submission;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.ClientRequest;
import java.util.Objects;

/** The anti-forgery token that a form shows when it is drawn anew. */
public final class FormToken {

    private FormToken() {}

    /**
     * The token of the browser that sent the form, when the flow is its own or its token was right; else the one that
     * the flow was begun with, so that nobody who merely knows a flow's id changes its form for its owner. Empty for
     * native apps.
     */
    public static String of(Open open) {
        Flow flow = open.flow();
        if (flow.isNative()) {
            return of(flow);
        }
        return isOwners(open) ? open.request().inbound().csrfToken() : of(flow);
    }

    /** The token that a flow was begun with; empty when it has none. */
    public static String of(Flow flow) {
        return Objects.requireNonNullElse(flow.csrfToken(), "");
    }

    private static boolean isOwners(Open open) {
        ClientRequest request = open.request();
        return request.inbound().csrfMatches(of(open.flow()))
                || request.inbound().csrfMatches(open.fields().csrfToken());
    }
}
