package io.ostiary.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.suite.RawConnection.Answer;
import io.ostiary.suite.RawConnection.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests over kept connections, one to each port, and notes every answer that is not of the
 * contract's form and every connection that ends.
 */
final class BadInputProbe implements AutoCloseable {

    private static final Pattern ERROR_PAGE = Pattern.compile("/error\\?id=([0-9a-f-]{36})");

    private final StackConfig config;
    private final List<String> findings = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private RawConnection publicPort;
    private RawConnection adminPort;

    BadInputProbe(StackConfig config) {
        this.config = config;
    }

    /** What was wrong. */
    List<String> findings() {
        return findings;
    }

    /** How many answers had which status. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /**
     * Sends a request and looks at its answer.
     *
     * @param what what is bad about it
     * @return the answer, or {@code null} if the connection ended
     */
    Answer send(boolean isPublic, String what, Request request) {
        try {
            Answer answer = connection(isPublic).send(request);
            statuses.merge(answer.status(), 1, Integer::sum);
            String wrong = wrongWith(request, answer);
            if (wrong != null) {
                note(isPublic, what, request, wrong);
            } else if (!connection(isPublic).isOpen()) {
                note(isPublic, what, request, answer.status() + " ends the connection");
            }
            reopenIfClosed(isPublic);
            return answer;
        } catch (IOException | RuntimeException e) {
            note(isPublic, what, request, e.toString());
            drop(isPublic);
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        drop(true);
        drop(false);
    }

    private String wrongWith(Request request, Answer answer) throws IOException {
        int status = answer.status();
        if (status >= 500) {
            return status + " " + shortened(answer.text());
        }
        if (status >= 400) {
            return request.method().equals("HEAD") ? null : wrongWithRefusal(answer);
        }
        if (status >= 300) {
            return wrongWithRedirect(answer);
        }
        if (isJson(answer)) {
            Http.JSON.readTree(answer.body());
        }
        return null;
    }

    private static String wrongWithRefusal(Answer answer) throws IOException {
        int status = answer.status();
        if (!isJson(answer)) {
            boolean recorded = (status == 404 || status == 405)
                    && answer.header("content-type").startsWith("text/plain")
                    && answer.body().length > 0;
            return recorded ? null : status + " of another form: " + answer.headers() + shortened(answer.text());
        }
        JsonNode body = Http.JSON.readTree(answer.body());
        JsonNode error = body.path("error");
        boolean isError = error.path("code").asInt() == status
                && !error.path("status").asText().isEmpty()
                && !error.path("message").asText().isEmpty();
        boolean isFlow = body.path("ui").isObject() && body.path("id").isTextual();
        return isError || isFlow ? null : status + " of another form: " + shortened(answer.text());
    }

    /** A browser that is sent to the page for errors must not be told of a failure of the suite. */
    private String wrongWithRedirect(Answer answer) {
        String location = answer.header("location");
        if (location.isEmpty()) {
            return answer.status() + " to nowhere";
        }
        Matcher page = ERROR_PAGE.matcher(location);
        if (page.find()) {
            String url = config.publicUrl() + "/self-service/errors?id=" + page.group(1);
            JsonNode error = Http.get(url).body();
            if (error.at("/error/code").asInt(500) >= 500) {
                return "error page with " + shortened(error.toString());
            }
        }
        return null;
    }

    private static boolean isJson(Answer answer) {
        return answer.header("content-type").startsWith("application/json");
    }

    private void note(boolean isPublic, String what, Request request, String wrong) {
        findings.add("%s %s %s, %s: %s"
                .formatted(isPublic ? "public" : "admin", request.method(), shortened(request.target()), what, wrong));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 240 ? line : line.substring(0, 240) + "…";
    }

    private RawConnection connection(boolean isPublic) throws IOException {
        if (isPublic) {
            if (publicPort == null) {
                publicPort = new RawConnection(config.publicPort());
            }
            return publicPort;
        }
        if (adminPort == null) {
            adminPort = new RawConnection(config.adminPort());
        }
        return adminPort;
    }

    private void reopenIfClosed(boolean isPublic) throws IOException {
        if (!connection(isPublic).isOpen()) {
            drop(isPublic);
        }
    }

    private void drop(boolean isPublic) {
        RawConnection old = isPublic ? publicPort : adminPort;
        if (isPublic) {
            publicPort = null;
        } else {
            adminPort = null;
        }
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }
}
