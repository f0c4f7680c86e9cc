package io.ostiary.flow.http;

import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import io.ostiary.flow.form.IdentitySchemaForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a submission arrives. */
public sealed interface Body {

    /** By POST. */
    record Posted(byte[] bytes) implements Body {}

    /**
     * By a link.
     *
     * @param names the query parameters that are its fields
     */
    record ByLink(List<String> names) implements Body {}

    /** By POST to the address of a method, as the older contract has it. */
    record Older(MethodName method, byte[] bytes) implements Body {}

    /**
     * Its fields.
     *
     * @param flow the form that was sent
     *
     * @param schema types the traits of a form; null: the flow has no traits
     * @throws io.ostiary.contract.problem.ProblemException when it can't be read
     */
    default Submission read(ClientRequest request, Flow flow, @Nullable IdentitySchemaForm schema) {
        return switch (this) {
            case Posted posted -> Submission.read(request.header("Content-Type"), posted.bytes(), schema);
            case Older older -> OlderSubmission.read(request, older, flow, schema);
            case ByLink link -> Submission.ofQuery(request, link.names());
        };
    }
}
