package io.ostiary.flow.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One self-service flow. It is loaded, changed by one request and stored again; it is never shared
 * between requests. What another request stored in the meantime is not overwritten: see {@link
 * FlowRepository}.
 *
 * <p>The state is kept by {@link #moveTo}; {@link FlowState#PASSED_CHALLENGE} is the one that lets
 * a person pass, and only the method that checked the proof may move there.
 */
public final class Flow {

    private static final String OPEN_TO_ALL = "open_to_all";
    private static final String SEALED_UI = "ui";
    private static final String GENERATION = "generation";
    private static final String LANGUAGES = "languages";

    // What is stored is open to PostgresFlowColumns alone, which writes and reads the row.
    UUID id;
    FlowKind kind;
    FlowType type;
    FlowState state;
    long version;
    boolean refresh;
    String requestUrl;
    Instant issuedAt;
    Instant expiresAt;
    Instant createdAt;
    Instant updatedAt;
    Ui ui;
    ObjectNode context;

    @Nullable
    String active;

    @Nullable
    String requestedAal;

    @Nullable
    UUID identityId;

    @Nullable
    String returnTo;

    @Nullable
    String csrfToken;

    private MethodData methods;
    private String storedUi = "";
    private @Nullable JsonNode transientPayload;
    private String languages = "";
    private ObjectNode shownOnce = Json.object();

    /** A new flow. */
    public Flow(
            UUID id,
            FlowKind kind,
            FlowType type,
            String requestUrl,
            Instant issuedAt,
            Instant expiresAt,
            String action) {
        this.id = id;
        this.kind = kind;
        this.type = type;
        this.state = kind == FlowKind.SETTINGS ? FlowState.SHOW_FORM : FlowState.CHOOSE_METHOD;
        this.requestUrl = requestUrl;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.createdAt = issuedAt;
        this.updatedAt = issuedAt;
        this.ui = new Ui(action);
        this.context = Json.object();
        this.methods = new MethodData(id, context, null);
    }

    /** A stored flow, to be filled from its row at once. */
    @SuppressWarnings("NullAway.Init")
    Flow() {}

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

    /** The message of a flow that takes this one's place because it ended by time. */
    public UiText expiredText(Text text) {
        return text.with("expired_at", expiresAt, "expired_at_unix", expiresAt.getEpochSecond());
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
    public @Nullable String active() {
        return active;
    }

    public void setActive(@Nullable String method) {
        active = method;
    }

    /** The level that a login asks for; null for other flows. */
    public @Nullable String requestedAal() {
        return requestedAal;
    }

    public void requestAal(@Nullable String aal) {
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
    public @Nullable UUID identityId() {
        return identityId;
    }

    public void belongsTo(@Nullable UUID identity) {
        identityId = identity;
    }

    /** Where the person wanted to go afterwards, or null. */
    public @Nullable String returnTo() {
        return returnTo;
    }

    public void setReturnTo(@Nullable String address) {
        returnTo = address == null || address.isEmpty() ? null : address;
    }

    /** The anti-forgery token of the browser that began the flow, or null for native apps. */
    public @Nullable String csrfToken() {
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

    /** Opens it to whoever knows its id: nobody's browser has begun it, so none holds an anti-forgery cookie for it. */
    public void openToAll() {
        context.put(OPEN_TO_ALL, true);
    }

    /** Whether it is open to whoever knows its id. */
    public boolean isOpenToAll() {
        return context.path(OPEN_TO_ALL).asBoolean();
    }

    /** The generation of the contract in which it was begun: its pages, its letters and its way back belong there. */
    public Generation generation() {
        return generationIn(context);
    }

    /** Notes the generation in which it was begun. */
    public void beganIn(Generation generation) {
        note(generation, context);
    }

    /** Hands its generation on, with the facts from which another service has a flow begun. */
    public void handGenerationTo(ObjectNode facts) {
        note(generation(), facts);
    }

    /** The generation that was handed on by {@link #handGenerationTo}. */
    public static Generation generationIn(@Nullable JsonNode facts) {
        return facts == null
                ? Generation.CURRENT
                : Generation.of(facts.path(GENERATION).asText());
    }

    private static void note(Generation generation, ObjectNode facts) {
        if (generation != Generation.CURRENT) {
            facts.put(GENERATION, generation.wire());
        }
    }

    /** Facts that flows keep between submissions; never shown. */
    public ObjectNode context() {
        return context;
    }

    /**
     * What a method keeps in the flow between submissions, to be read and changed in place; never
     * shown. Empty at first. What must not lie in the open in the database belongs to {@link
     * #secrets}.
     */
    public ObjectNode state(MethodName method) {
        return methods.state(method);
    }

    /**
     * As {@link #state}, sealed in the database: a secret that is shown once, a verifier, a
     * challenge.
     *
     * @throws UnreadableFlow when it was sealed under a secret that the configuration lacks
     */
    public ObjectNode secrets(MethodName method) {
        return methods.secrets(method);
    }

    /**
     * Has methods find here, in place of their own, the secrets that they keep in another flow: this one shows the other's
     * form, which is sent to the other.
     */
    public void takeSecretsOf(Flow other) {
        methods.takeSecretsOf(other.methods);
    }

    /**
     * What this request's submission sent along for hooks; null when it sent nothing. Never stored.
     */
    public @Nullable JsonNode transientPayload() {
        return transientPayload;
    }

    public void setTransientPayload(@Nullable JsonNode payload) {
        transientPayload = payload;
    }

    /** Languages that this request's client accepts, the preferred first, separated by commas; may be empty. Never stored. */
    public String languages() {
        return languages;
    }

    public void setLanguages(String accepted) {
        languages = accepted;
    }

    /** Hands the languages on, with the facts from which another service has a flow begun. */
    public void handLanguagesTo(ObjectNode facts) {
        if (!languages.isEmpty()) {
            facts.put(LANGUAGES, languages);
        }
    }

    /** Takes the languages over that were handed on by {@link #handLanguagesTo}. */
    public void takeLanguagesFrom(JsonNode facts) {
        languages = facts.path(LANGUAGES).asText("");
    }

    /** A part of the answer to this request alone, such as an exchange code. Never stored. */
    public void showOnce(String field, JsonNode value) {
        shownOnce.set(field, value);
    }

    /** As {@link #showOnce}, one more element of a list. */
    public void showOnceAlso(String list, JsonNode element) {
        shownOnce.withArray(list).add(element);
    }

    /** A part of the answer to this request alone; JSON null when there is none. */
    public JsonNode shown(String field) {
        return shownOnce.path(field).isMissingNode() ? NullNode.getInstance() : shownOnce.get(field);
    }

    ObjectNode shownOnce() {
        return shownOnce;
    }

    /**
     * To be called once the row is read: from then on secrets can be opened.
     *
     * @throws UnreadableFlow when its form was sealed under a secret that the configuration lacks
     */
    Flow readWith(FlowSeal seal) {
        methods = new MethodData(id, context, seal);
        ui = Json.read(storedUi.startsWith("{") ? storedUi : openedUi(seal), Ui.class);
        return this;
    }

    private String openedUi(FlowSeal seal) {
        return seal.open(id, storedUi).path(SEALED_UI).asText();
    }

    /** To be called before the row is written. A form that shows secrets is sealed as a whole. */
    void sealSecrets(FlowSeal seal) {
        methods.seal(seal);
        String text = ui.toText();
        storedUi = ui.showsSecrets() ? seal.seal(id, Json.object().put(SEALED_UI, text)) : text;
    }

    String storedUi() {
        return storedUi;
    }

    void setStoredUi(String text) {
        storedUi = text;
    }

    void touch(Instant now) {
        updatedAt = now;
    }

    /** What it holds is stored: the next write is conditional on that. */
    void storedAs(long written) {
        version = written;
    }

    /** Takes over from another copy what belongs to the request and is never stored. */
    public Flow inRequestOf(Flow other) {
        transientPayload = other.transientPayload;
        languages = other.languages;
        shownOnce = other.shownOnce;
        ui.saysAs(other.ui);
        return this;
    }
}
