package io.ostiary.flow.http;

import io.ostiary.config.Configuration;
import io.ostiary.config.origin.HostWildcard;
import io.ostiary.contract.generation.Generation;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.MethodName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser may be sent after a flow. Only addresses under {@code
 * selfservice.allowed_return_urls} and the suite's own {@code /self-service} are followed (OWASP:
 * unvalidated redirects).
 */
@Singleton
public class ReturnAddresses {

    private static final Logger LOG = Logger.getLogger(ReturnAddresses.class);

    private static final String NO_ADDRESS = "return_to is not an address.";

    private static final WebAddress NOWHERE = new WebAddress(null, null, "", null, null);

    private final Configuration configuration;
    private final List<ReturnRule> allowed = new ArrayList<>();
    private final Places places;

    ReturnAddresses(Configuration configuration) {
        this.configuration = configuration;
        this.places = new Places(configuration);
        HostWildcard wildcards = new HostWildcard(configuration);
        List<String> configured = configuration.list("selfservice.allowed_return_urls");
        for (int i = 0; i < configured.size(); i++) {
            allow(wildcards, configured.get(i), "selfservice.allowed_return_urls." + i);
        }
        places.publicUrls().forEach(url -> ReturnRule.of(url + "/self-service").ifPresent(allowed::add));
    }

    private void allow(HostWildcard wildcards, String address, String key) {
        Optional<ReturnRule> rule = ReturnRule.of(address);
        if (rule.isEmpty()) {
            LOG.warnf("%s is left out, it is no address to return to", key);
        } else if (!wildcards.isUsable(rule.get().host())) {
            LOG.warnf("%s is left out, anybody can register a host that fits %s", key, address);
        } else {
            allowed.add(rule.get());
        }
    }

    /** The address when nothing else is asked for. */
    public String byDefault() {
        return configuration.text("selfservice.default_browser_return_url");
    }

    /** The configured address after a flow by a method, else after the flow, else the default. */
    public String after(String flow, @Nullable String method) {
        String at = "selfservice.flows." + flow + ".after.";
        return Optional.ofNullable(method)
                .flatMap(each -> configured(at + each + ".default_browser_return_url"))
                .or(() -> configured(at + "default_browser_return_url"))
                .orElseGet(this::byDefault);
    }

    /** The configured address after a flow, if there is one. */
    public Optional<String> afterIfConfigured(String flow) {
        return configured("selfservice.flows." + flow + ".after.default_browser_return_url");
    }

    /** The configured address after a flow by a method, else after the flow, if there is one. */
    public Optional<String> afterIfConfigured(String flow, String method) {
        return configured("selfservice.flows." + flow + ".after." + method + ".default_browser_return_url")
                .or(() -> afterIfConfigured(flow));
    }

    private Optional<String> configured(String path) {
        return configuration.optionalText(path).filter(t -> !t.isEmpty());
    }

    /**
     * Checks what a client asks for at the beginning of a flow.
     *
     * @param wanted null or empty: nothing
     * @throws ProblemException when it is no address, or not an allowed one
     */
    public void check(@Nullable String wanted) {
        if (wanted != null && !wanted.isEmpty()) {
            resolve(wanted, byDefault());
        }
    }

    /**
     * As {@link #check(String)}. The older contract refuses an address where it would be followed, and not before; but what
     * has a NUL in it can't be kept until then.
     */
    public void check(Generation generation, @Nullable String wanted) {
        if (wanted != null && wanted.indexOf('\0') >= 0) {
            throw new ProblemException(new Problem.BadRequest(NO_ADDRESS));
        }
        if (generation == Generation.CURRENT) {
            check(wanted);
        }
    }

    /** Where to go after a flow: where the person wanted, else the configured address. */
    public String of(Flow flow, String otherwise) {
        String wanted = flow.returnTo() != null ? flow.returnTo() : queryOf(flow.requestUrl(), "return_to");
        return wanted == null || wanted.isEmpty() ? otherwise : resolve(wanted, otherwise);
    }

    /**
     * What the person wanted by a query, else the configured address.
     *
     * @throws ProblemException when it is no address, or not an allowed one
     */
    public String of(@Nullable String wanted, String otherwise) {
        return wanted == null || wanted.isEmpty() ? otherwise : resolve(wanted, otherwise);
    }

    private String resolve(String wanted, String otherwise) {
        WebAddress address = WebAddress.read(wanted)
                .orElseThrow(() -> new ProblemException(new Problem.BadRequest(NO_ADDRESS)))
                .under(WebAddress.read(otherwise).orElse(NOWHERE));
        if (allowed.stream().noneMatch(rule -> rule.covers(address))) {
            throw new ProblemException(
                    new Problem.ReturnToForbidden("The configuration doesn't allow that return_to address."));
        }
        return address.toString();
    }

    /** A query parameter of an address, the first of that name; null when it has none or can't be read. */
    public static @Nullable String queryOf(String address, String name) {
        return Query.of(address).first(name);
    }

    /** The address with one more query parameter. */
    public static String with(String address, String name, String value) {
        int hash = address.indexOf('#');
        String fragment = hash < 0 ? "" : address.substring(hash);
        String base = hash < 0 ? address : address.substring(0, hash);
        return base + (base.contains("?") ? "&" : "?") + Query.pair(name, value) + fragment;
    }

    /** A path of the public side as an address, in the current contract. */
    public String ofPublic(String path) {
        return ofPublic(Generation.CURRENT, path);
    }

    /** A path of the public side as an address, as clients of a generation reach it. */
    public String ofPublic(Generation generation, String path) {
        return places.publicUrl(generation) + path;
    }

    /** Where a flow is submitted by a method. */
    public String submission(Flow flow, MethodName method) {
        String path = switch (flow.generation()) {
            case CURRENT -> flow.kind().path();
            case V05 -> flow.kind().path() + "/methods/" + method.wire();
        };
        return ofPublic(flow.generation(), path + "?flow=" + flow.id());
    }

    /** What a link out of a mail opens. In the older contract the token alone says which flow it belongs to. */
    public String link(Flow flow, MethodName method, String token) {
        return switch (flow.generation()) {
            case CURRENT -> with(submission(flow, method), "token", token);
            case V05 ->
                with(ofPublic(Generation.V05, flow.kind().path() + "/methods/" + method.wire()), "token", token);
        };
    }

    /** The page that shows a kind of flow, of a generation. */
    public String page(Generation generation, String flow) {
        return places.page(generation, flow).orElseGet(this::byDefault);
    }
}
