package io.ostiary.flow.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.node.Node;
import io.ostiary.flow.flow.Attempt;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowType;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.step.Sent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Flows, submissions and forms for tests of what methods draw and decide. */
public final class Forms {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private Forms() {}

    /** A new flow. */
    public static Flow flow(FlowKind kind, FlowType type) {
        return new Flow(
                UUID.randomUUID(), kind, type, "http://127.0.0.1/", THEN, THEN.plusSeconds(900), "http://127.0.0.1/");
    }

    /** A submission of it that came by POST. */
    public static Sent sent(Flow flow, ObjectNode fields) {
        return new Sent(null, flow, null, Submission.of(fields), Attempt.begin(), null, false);
    }

    /** Names and types of the form's elements, in order: {@code email:submit}. */
    public static List<String> elements(Flow flow) {
        return StreamSupport.stream(flow.ui().nodes().spliterator(), false)
                .map(Forms::element)
                .toList();
    }

    private static String element(Node node) {
        return node.name() + ":" + node.input().type();
    }
}
