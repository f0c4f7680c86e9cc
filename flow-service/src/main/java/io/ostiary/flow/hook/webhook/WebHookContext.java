package io.ostiary.flow.hook.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.browser.CookieRules;
import io.ostiary.contract.identity.IdentityBody;
import io.ostiary.contract.json.Json;
import io.ostiary.contract.session.SessionBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowKind;
import io.ostiary.flow.flow.FlowRendering;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.http.ClientRequest;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.IdentitySnapshot;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the program of a hook is given as {@code ctx}: {@code flow}, {@code request_headers}, {@code request_method}, {@code
 * request_url}, {@code request_cookies} and, where there are such, {@code identity} and {@code session}. Nothing in it opens
 * an account: the suite's own cookies have no values, and elements of forms that show a secret are left out.
 */
@Singleton
class WebHookContext {

    private static final List<String> USUAL_HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Length",
            "Content-Type",
            "Origin",
            "Priority",
            "Referer",
            "Sec-Ch-Ua",
            "Sec-Ch-Ua-Mobile",
            "Sec-Ch-Ua-Platform",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Sec-Fetch-User",
            "True-Client-Ip",
            "User-Agent");

    private static final String ALLOWED = "clients.web_hook.header_allowlist";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** Elements that show text or a picture show secrets: of a new authenticator, of backup codes. */
    private static final Set<String> SHOWING = Set.of("text", "img");

    private final List<String> allowed;
    private final CookieRules cookies;
    private final SessionToBe sessions;

    WebHookContext(Configuration configuration, CookieRules cookies, SessionToBe sessions) {
        List<String> named = configuration.has(ALLOWED) ? configuration.list(ALLOWED) : USUAL_HEADERS;
        this.allowed = named.stream().filter(name -> !isOwn(name)).toList();
        this.cookies = cookies;
        this.sessions = sessions;
    }

    /** What the gateway proves itself by is nobody else's. */
    private static boolean isOwn(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("ostiary-");
    }

    /** Before a flow. */
    ObjectNode of(Moment.Begins moment) {
        Flow flow = moment.flow();
        SessionBody session = moment.session();
        ObjectNode context = context(moment.request(), form(flow, session == null ? null : session.identity()));
        set(context, null, session);
        return context;
    }

    /** Before anything is written. */
    ObjectNode of(Moment.Decided moment) {
        Flow flow = moment.open().flow();
        Person owner = moment.open().who();
        IdentityBody known = owner == null ? null : owner.body();
        ObjectNode context = context(moment.open().request(), submitted(flow, known));
        IdentitySnapshot written = moment.draft() == null ? moment.identity() : moment.draft();
        IdentityBody body = written == null ? known : written.body();
        switch (flow.kind()) {
            case LOGIN -> set(context, body, moment.by() == null ? null : sessions.of(moment, body));
            case SETTINGS -> set(context, body, own(moment.open()));
            case REGISTRATION -> {
                set(context, body, null);
                nobodyYet(context.path("identity"));
            }
            case RECOVERY, VERIFICATION -> set(context, body, null);
        }
        return context;
    }

    /** After it was written. */
    ObjectNode of(Moment.Written moment) {
        Flow flow = moment.open().flow();
        ObjectNode shown = submitted(flow, moment.after());
        if (flow.kind() == FlowKind.REGISTRATION && flow.state() == FlowState.CHOOSE_METHOD) {
            // Only a method that has sent something is told to be active (contract).
            shown.remove("active");
        }
        ObjectNode context = context(moment.open().request(), shown);
        set(context, moment.after(), session(moment));
        return context;
    }

    /**
     * As {@link #of(Moment.Written)} for a sign-up or a change of settings that is about to be written; what becomes of the
     * identity is added then.
     */
    ObjectNode planned(Open open, String method) {
        return open.flow().kind() == FlowKind.SETTINGS ? ofSettings(open) : ofSignUp(open, method);
    }

    private ObjectNode ofSettings(Open open) {
        IdentityBody owner = open.owner().body();
        ObjectNode shown = submitted(open.flow(), owner);
        shown.put("state", FlowState.SUCCESS.wire());
        ObjectNode context = context(open.request(), shown);
        set(context, owner, own(open));
        return context;
    }

    private ObjectNode ofSignUp(Open open, String method) {
        Flow flow = open.flow();
        ObjectNode shown = submitted(flow, null);
        if (flow.state() == FlowState.CHOOSE_METHOD) {
            shown.remove("active");
        } else {
            shown.put("active", method);
        }
        if (shown.path("ui") instanceof ObjectNode ui) {
            // What was wrong before isn't any more.
            ui.remove("messages");
            ui.path("nodes").forEach(node -> ((ObjectNode) node).putArray("messages"));
        }
        return context(open.request(), shown);
    }

    private static @Nullable SessionBody session(Moment.Written moment) {
        return moment.session() == null && moment.open().flow().kind() == FlowKind.SETTINGS
                ? own(moment.open())
                : moment.session();
    }

    private static SessionBody own(Open open) {
        return Objects.requireNonNull(open.session(), "settings are somebody's").session();
    }

    private ObjectNode context(ClientRequest request, ObjectNode flow) {
        ObjectNode context = Json.object();
        context.set("flow", flow);
        context.set("request_headers", headers(request));
        context.put("request_method", request.method());
        context.put("request_url", request.url());
        context.set("request_cookies", cookies(request));
        return context;
    }

    private static void set(ObjectNode context, @Nullable IdentityBody identity, @Nullable SessionBody session) {
        if (identity != null) {
            context.set("identity", Json.tree(identity.forTheirOwner()));
        }
        if (session != null) {
            ObjectNode shown = (ObjectNode) Json.tree(session);
            if (identity != null) {
                shown.set("identity", context.get("identity"));
            }
            shown.remove("tokenized");
            context.set("session", shown);
        }
    }

    /** Somebody who signs up has no id yet, nor have their addresses (contract). */
    private static void nobodyYet(JsonNode identity) {
        if (identity instanceof ObjectNode person) {
            person.put("id", NOBODY).put("schema_url", "");
            for (String addresses : List.of("verifiable_addresses", "recovery_addresses")) {
                person.path(addresses).forEach(each -> ((ObjectNode) each).put("id", NOBODY));
            }
        }
    }

    private static ObjectNode submitted(Flow flow, @Nullable IdentityBody owner) {
        ObjectNode shown = form(flow, owner);
        shown.set("transient_payload", Objects.requireNonNullElse(flow.transientPayload(), Json.object()));
        return shown;
    }

    private static ObjectNode form(Flow flow, @Nullable IdentityBody owner) {
        ObjectNode shown = FlowRendering.of(flow);
        shown.remove("continue_with");
        if (flow.kind() == FlowKind.SETTINGS) {
            shown.putNull("organization_id");
            if (owner != null) {
                shown.set("identity", Json.tree(owner.forTheirOwner()));
            }
        }
        if (shown.path("ui") instanceof ObjectNode ui && ui.path("nodes") instanceof ArrayNode nodes) {
            ui.set("nodes", withoutSecrets(nodes));
        }
        return shown;
    }

    private static ArrayNode withoutSecrets(ArrayNode nodes) {
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode node : nodes) {
            if (!SHOWING.contains(node.path("type").asText())) {
                kept.add(withoutToken(node.deepCopy()));
            }
        }
        return kept;
    }

    private static JsonNode withoutToken(JsonNode node) {
        if (node.at("/attributes/name").asText().equals("csrf_token")) {
            ((ObjectNode) node.get("attributes")).put("value", "");
        }
        return node;
    }

    private ObjectNode headers(ClientRequest request) {
        ObjectNode headers = Json.object();
        for (String name : allowed) {
            List<String> values = request.headers(name);
            if (!values.isEmpty()) {
                values.forEach(headers.putArray(canonical(name))::add);
            }
        }
        return headers;
    }

    /** As Go spells names of headers: {@code User-Agent}. */
    private static String canonical(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(part -> part.isEmpty()
                        ? part
                        : part.substring(0, 1).toUpperCase(Locale.ROOT)
                                + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private ObjectNode cookies(ClientRequest request) {
        ObjectNode all = Json.object();
        List<String> own = new ArrayList<>(List.of(cookies.sessionName(), CookieRules.CONTINUITY_NAME));
        request.cookies()
                .forEach((name, value) ->
                        all.put(name, own.contains(name) || name.startsWith("csrf_token_") ? "" : value));
        return all;
    }
}
