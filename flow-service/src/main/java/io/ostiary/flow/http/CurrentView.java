package io.ostiary.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRendering;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The contract as it is today. */
@Singleton
class CurrentView implements View {

    @Override
    public Generation generation() {
        return Generation.CURRENT;
    }

    @Override
    public ObjectNode flow(Flow flow) {
        return FlowRendering.of(flow);
    }

    @Override
    public JsonNode signedIn(Answer.SignedIn signedIn) {
        ObjectNode out = Json.object();
        if (signedIn.token() != null) {
            out.put("session_token", signedIn.token().reveal());
        }
        out.set("session", signedIn.session());
        out.set("continue_with", signedIn.continueWith());
        return out;
    }

    @Override
    public JsonNode signedUp(Answer.SignedUp signedUp) {
        ObjectNode out = Json.object();
        if (signedUp.token() != null) {
            out.put("session_token", signedUp.token().reveal());
        }
        if (signedUp.session() != null) {
            out.set("session", signedUp.session());
        }
        out.set("identity", signedUp.identity());
        out.set("continue_with", signedUp.continueWith());
        return out;
    }

    @Override
    public JsonNode saved(Answer.Saved saved) {
        return flow(saved.flow());
    }

    @Override
    public ProblemResponses.Answer problem(Problem problem) {
        return ProblemResponses.of(problem);
    }

    @Override
    public boolean staysInForm(Problem problem) {
        return problem instanceof Problem.BadRequest
                || problem instanceof Problem.SessionAlreadyAvailable
                || problem instanceof Problem.ReturnToForbidden;
    }

    @Override
    public Optional<Problem> insteadOfForm(Flow flow) {
        return Optional.empty();
    }

    @Override
    public Answer replaced(Answer.Replaced replaced) {
        return replaced.page() == null ? Answers.problemAsJson(replaced.told()) : Answers.seeOther(replaced.page());
    }

    @Override
    public Answer passed(Answer.Passed passed) {
        return Answers.seeOther(passed.page());
    }

    @Override
    public String requestUrlInPlaceOf(Flow expired, ClientRequest request) {
        return expired.requestUrl();
    }

    @Override
    public boolean renewsSessionCookie() {
        return true;
    }

    @Override
    public int redirect(int current) {
        return current;
    }

    @Override
    public String errorParameter() {
        return "id";
    }

    @Override
    public boolean showsInJson(ClientRequest request, Flow flow) {
        return request.isJson() || flow.isNative() && !request.isBack();
    }

    @Override
    public boolean tellsInJson(ClientRequest request, Flow flow) {
        return request.isJson() || flow.isNative() && !request.isBack();
    }
}
