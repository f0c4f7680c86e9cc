package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.json.Json;
import java.time.Instant;
import java.util.UUID;

/**
 * One self-service flow. It is loaded, changed by one request and stored again; it is never shared
 * between requests.
 *
 * <p>The state is kept by {@link #moveTo}; {@link FlowState#PASSED_CHALLENGE} is the one that lets
 * a person pass, and only the method that checked the proof may move there.
 */
public final class Flow {

    private final UUID id;
    private final FlowKind kind;
    private final FlowType type;
    private final String requestUrl;
    private final Instant issuedAt;
    private final Instant expiresAt;
    private final Instant createdAt;
    private final Ui ui;
    private final ObjectNode context;
    private FlowState state;
    private String active;
    private String requestedAal;
    private boolean refresh;
    private UUID identityId;
    private String returnTo;
    private String csrfToken;
    private Instant updatedAt;
    private JsonNode transientPayload;
    private final ObjectNode shownOnce = Json.object();

    /** A new flow. */
    public Flow(
            UUID id,
            FlowKind kind,
            FlowType type,
            String requestUrl,
            Instant issuedAt,
            Instant expiresAt,
            String action) {
        this(id, kind, type, requestUrl, issuedAt, expiresAt, issuedAt, new Ui(action), Json.object());
        this.state = kind == FlowKind.SETTINGS ? FlowState.SHOW_FORM : FlowState.CHOOSE_METHOD;
        this.updatedAt = issuedAt;
    }

    private Flow(
            UUID id,
            FlowKind kind,
            FlowType type,
            String requestUrl,
            Instant issuedAt,
            Instant expiresAt,
            Instant createdAt,
            Ui ui,
            ObjectNode context) {
        this.id = id;
        this.kind = kind;
        this.type = type;
        this.requestUrl = requestUrl;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.createdAt = createdAt;
        this.ui = ui;
        this.context = context;
    }

    /** A stored flow. */
    static Flow of(FlowRow row) {
        Flow flow = new Flow(
                row.id,
                FlowKind.of(row.kind),
                FlowType.of(row.type),
                row.requestUrl,
                row.issuedAt,
                row.expiresAt,
                row.createdAt,
                Json.read(row.ui, Ui.class),
                Json.read(row.context, ObjectNode.class));
        flow.state = FlowState.of(row.state);
        flow.active = row.active;
        flow.requestedAal = row.requestedAal;
        flow.refresh = row.refresh;
        flow.identityId = row.identityId;
        flow.returnTo = row.returnTo;
        flow.csrfToken = row.csrfToken;
        flow.updatedAt = row.updatedAt;
        return flow;
    }

    /** The row that stores it. */
    public FlowRow toRow() {
        FlowRow row = new FlowRow();
        row.id = id;
        row.kind = kind.wire();
        row.type = type.wire();
        row.state = state.wire();
        row.active = active;
        row.requestedAal = requestedAal;
        row.refresh = refresh;
        row.identityId = identityId;
        row.requestUrl = requestUrl;
        row.returnTo = returnTo;
        row.csrfToken = csrfToken;
        row.issuedAt = issuedAt;
        row.expiresAt = expiresAt;
        row.createdAt = createdAt;
        row.updatedAt = updatedAt;
        row.ui = ui.toText();
        row.context = context.toString();
        return row;
    }

    public UUID id() {
        return id;
    }

    public FlowKind kind() {
        return kind;
    }

    public FlowType type() {
        return type;
    }

    public boolean isNative() {
        return type == FlowType.API;
    }

    /** The address with which the client began the flow. */
    public String requestUrl() {
        return requestUrl;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Whether it ended by time. */
    public boolean isExpiredAt(Instant now) {
        return expiresAt.isBefore(now);
    }

    public Ui ui() {
        return ui;
    }

    public FlowState state() {
        return state;
    }

    public void moveTo(FlowState next) {
        state = next;
    }

    /** The method that was used last, or null. */
    public String active() {
        return active;
    }

    public void setActive(String method) {
        active = method;
    }

    /** The level that a login asks for; null for other flows. */
    public String requestedAal() {
        return requestedAal;
    }

    public void requestAal(String aal) {
        requestedAal = aal;
    }

    /** Whether a login confirms an existing session. */
    public boolean isRefresh() {
        return refresh;
    }

    public void setRefresh(boolean yes) {
        refresh = yes;
    }

    /** Whose flow it is, when that is known. */
    public UUID identityId() {
        return identityId;
    }

    public void belongsTo(UUID identity) {
        identityId = identity;
    }

    /** Where the person wanted to go afterwards, or null. */
    public String returnTo() {
        return returnTo;
    }

    public void setReturnTo(String address) {
        returnTo = address == null || address.isEmpty() ? null : address;
    }

    /** The anti-forgery token of the browser that began the flow, or null for native apps. */
    public String csrfToken() {
        return csrfToken;
    }

    /** Binds the flow to a browser and shows the token in its form. */
    public void bindTo(String csrf) {
        csrfToken = csrf;
        ui.setCsrf(csrf);
    }

    /** Binds the flow to a browser without showing the token in its form. */
    public void bindSilentlyTo(String csrf) {
        csrfToken = csrf;
    }

    /** Facts that methods keep between submissions; never shown. */
    public ObjectNode context() {
        return context;
    }

    /**
     * What this request's submission sent along for hooks; null when it sent nothing. Never stored.
     */
    public JsonNode transientPayload() {
        return transientPayload;
    }

    public void setTransientPayload(JsonNode payload) {
        transientPayload = payload;
    }

    /** A part of the answer to this request alone, such as an exchange code. Never stored. */
    public void showOnce(String field, JsonNode value) {
        shownOnce.set(field, value);
    }

    ObjectNode shownOnce() {
        return shownOnce;
    }

    void touch(Instant now) {
        updatedAt = now;
    }
}
