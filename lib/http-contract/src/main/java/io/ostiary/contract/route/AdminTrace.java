package io.ostiary.contract.route;

import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A line in the log for each call of the admin side that may change something: who, what and how it
 * ended (ASVS 5.0, 16.3.1). It shows neither query nor body, which may hold names and secrets; the
 * changes themselves are told by the events. The log's category is {@code io.ostiary.admin}.
 */
final class AdminTrace {

    private static final Logger LOG = Logger.getLogger("io.ostiary.admin");
    private static final int LONGEST_PATH = 300;
    private static final String SEEN = AdminTrace.class.getName();

    private AdminTrace() {}

    /**
     * Writes the line once the call has ended.
     *
     * @param path as it came: what is no plain character is encoded there
     */
    static void follow(RoutingContext context, Inbound inbound, String method, String path) {
        boolean reads = switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
        // A call that is passed on to its path under /admin comes by twice.
        if (!reads && context.get(SEEN) == null) {
            context.put(SEEN, true);
            context.addEndHandler(
                    ended -> LOG.info(line(method, path, context.response().getStatusCode(), inbound.clientAddress())));
        }
    }

    /** The line. */
    static String line(String method, String path, int status, @Nullable String client) {
        String shown = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
        return "admin " + plain(method) + " " + plain(shown) + " " + status + " from " + plain(client);
    }

    private static String plain(@Nullable String text) {
        return text == null ? "-" : text.replaceAll("[^!-~]", "?");
    }
}
