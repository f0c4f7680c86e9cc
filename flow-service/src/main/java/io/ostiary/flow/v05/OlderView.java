package io.ostiary.flow.v05;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.generation.OlderBodies;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemResponses;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.http.View;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The contract of version 0.5: redirects by 302, forms by method, problems without an id. */
@Singleton
class OlderView implements View {

    private final ReturnAddresses addresses;

    OlderView(ReturnAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Generation generation() {
        return Generation.V05;
    }

    @Override
    public ObjectNode flow(Flow flow) {
        ObjectNode out = Json.object();
        out.put("id", flow.id().toString());
        out.put("type", flow.type().wire());
        out.put("expires_at", flow.expiresAt().toString());
        out.put("issued_at", flow.issuedAt().toString());
        out.put("request_url", flow.requestUrl());
        if (flow.active() != null && OlderForms.wasSubmitted(flow)) {
            out.put("active", flow.active());
        }
        out.set("messages", OlderTexts.ofFlow(flow.ui().messages()));
        out.set("methods", OlderForms.of(flow, method -> addresses.submission(flow, method)));
        switch (flow.kind()) {
            case LOGIN -> out.put("forced", isForced(flow));
            case REGISTRATION -> {
                // Nothing beyond the common part.
            }
            case SETTINGS -> {
                out.put("state", flow.state().wire());
                out.set("identity", OlderBodies.brief(flow.shown("identity")));
            }
            case RECOVERY, VERIFICATION -> out.put("state", flow.state().wire());
        }
        return out;
    }

    /** What was asked for counts here, also where nobody is signed in who could confirm it. */
    private static boolean isForced(Flow flow) {
        return flow.isRefresh() || "true".equals(ReturnAddresses.queryOf(flow.requestUrl(), "refresh"));
    }

    @Override
    public JsonNode signedIn(Answer.SignedIn signedIn) {
        ObjectNode session = session(signedIn.session());
        if (signedIn.token() == null) {
            return session;
        }
        ObjectNode out = Json.object().put("session_token", signedIn.token().reveal());
        out.set("session", session);
        return out;
    }

    @Override
    public JsonNode signedUp(Answer.SignedUp signedUp) {
        if (signedUp.token() == null && signedUp.session() != null) {
            return session(signedUp.session());
        }
        ObjectNode out = Json.object();
        if (signedUp.token() != null) {
            out.put("session_token", signedUp.token().reveal());
        }
        if (signedUp.session() != null) {
            out.set("session", session(signedUp.session()));
        }
        out.set("identity", identity(signedUp.identity()));
        return out;
    }

    @Override
    public JsonNode saved(Answer.Saved saved) {
        if (!saved.flow().isNative()) {
            ObjectNode session = (ObjectNode) Json.tree(saved.session());
            session.set("identity", saved.flow().shown("identity"));
            return session(session);
        }
        ObjectNode out = Json.object();
        out.set("flow", flow(saved.flow()));
        out.set("identity", identity(saved.flow().shown("identity")));
        return out;
    }

    /** An identity with its addresses. */
    ObjectNode identity(JsonNode current) {
        return OlderBodies.identity(current, publicUrl());
    }

    private ObjectNode session(JsonNode current) {
        return OlderBodies.session(current, publicUrl());
    }

    private String publicUrl() {
        return addresses.ofPublic(Generation.V05, "");
    }

    @Override
    public ProblemResponses.Answer problem(Problem problem) {
        return ProblemResponses.of(problem, Generation.V05);
    }

    @Override
    public Answer replaced(Answer.Replaced replaced) {
        return new Answer.Elsewhere(302, replaced.page() == null ? replaced.address() : replaced.page());
    }

    @Override
    public Answer passed(Answer.Passed passed) {
        return new Answer.Elsewhere(302, passed.flow().ui().action());
    }

    @Override
    public String requestUrlInPlaceOf(Flow expired, ClientRequest request) {
        return request.url();
    }

    @Override
    public boolean renewsSessionCookie() {
        return false;
    }

    @Override
    public int redirect(int current) {
        return 302;
    }

    @Override
    public String errorParameter() {
        return "error";
    }

    @Override
    public boolean showsInJson(ClientRequest request, Flow flow) {
        return flow.isNative();
    }

    @Override
    public boolean tellsInJson(ClientRequest request, Flow flow) {
        return flow.isNative();
    }

    @Override
    public boolean staysInForm(Problem problem) {
        return problem instanceof Problem.BadRequest;
    }

    /** An address that somebody else has is no matter of the settings' form. */
    @Override
    public Optional<Problem> insteadOfForm(Flow flow) {
        return flow.kind() == FlowKind.SETTINGS && OlderTexts.saysAccountExists(flow.ui())
                ? Optional.of(new Problem.Conflict(null))
                : Optional.empty();
    }
}
