package io.ostiary.cli.command;

import io.ostiary.cli.local.LocalStack;
import io.ostiary.cli.local.Pages;
import io.ostiary.cli.process.PortBlock;
import io.ostiary.config.Configuration;
import java.util.HashMap;
import java.util.Map;

/** Lets the courier of a stack that is walked through send to the stack's own inbox. */
final class InboxPorts {

    private InboxPorts() {}

    /**
     * The variables for that: a free port for mail, and one for the inbox if the configuration has
     * none.
     */
    static Map<String, String> overrides(Configuration configuration, PortBlock ports) {
        Map<String, String> overrides = new HashMap<>();
        int smtp = ports.next();
        overrides.put("OSTIARY_INBOX_SMTP_PORT", Integer.toString(smtp));
        overrides.put("COURIER_SMTP_CONNECTION_URI", "smtp://127.0.0.1:" + smtp + "/?disable_starttls=true");
        if (!configuration.has("ostiary.inbox.port")) {
            overrides.put("OSTIARY_INBOX_PORT", Integer.toString(ports.next()));
        }
        return overrides;
    }

    /** Address of the inbox of a stack that has one, without a slash at its end. */
    static String url(LocalStack stack) {
        return stack.pages().inbox().map(Pages.Place::url).orElseThrow().replaceFirst("/$", "");
    }
}
