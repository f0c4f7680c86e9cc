package io.ostiary.contract.trace;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the lines that are logged for the current request are about: {@code request}, {@code flow} and {@code identity} of the
 * mapped diagnostic context, which JSON logs show. They are kept with the request's Vert.x context, and handed on to the services
 * that it calls. Ids alone: whatever isn't the form of one is left out.
 */
public final class RequestTrace {

    /** The id that the gateway gave the request. */
    public static final String REQUEST_HEADER = "X-Request-Id";

    /** The flow for which another service calls. */
    public static final String FLOW_HEADER = "Ostiary-Flow";

    private static final String REQUEST = "request";

    private static final String FLOW = "flow";

    private static final String IDENTITY = "identity";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._=:+/@-]{1,128}");

    private static final String UUID_FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Pattern ID = Pattern.compile(UUID_FORM);

    private static final Pattern IDENTITY_IN_PATH = Pattern.compile("/identities/(" + UUID_FORM + ")(?:/|$)");

    private static final String FORMS = "/self-service/";

    private RequestTrace() {}

    /**
     * Begins the trace of a request that was let through.
     *
     * @param path as it came
     */
    public static void begin(HttpServerRequest request, String path) {
        note(REQUEST, REQUEST_ID, request.getHeader(REQUEST_HEADER));
        if (path.startsWith(FORMS)) {
            String flow = request.getParam("flow");
            note(FLOW, ID, flow == null ? request.getParam("id") : flow);
        } else {
            note(FLOW, ID, request.getHeader(FLOW_HEADER));
            Matcher identity = IDENTITY_IN_PATH.matcher(path);
            if (identity.find()) {
                MDC.put(IDENTITY, identity.group(1));
            }
        }
    }

    /** Notes the flow that the request is about. */
    public static void flow(UUID id) {
        MDC.put(FLOW, id.toString());
    }

    /** Notes whom the request is about. */
    public static void identity(UUID id) {
        MDC.put(IDENTITY, id.toString());
    }

    /** The headers that hand the trace on to another service; none outside a request. */
    public static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        add(headers, REQUEST_HEADER, MDC.get(REQUEST));
        add(headers, FLOW_HEADER, MDC.get(FLOW));
        return headers;
    }

    private static void add(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    private static void note(String name, Pattern form, @Nullable String value) {
        if (value != null && form.matcher(value).matches()) {
            MDC.put(name, value);
        }
    }
}
