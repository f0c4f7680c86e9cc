package io.ostiary.flow.method.oidc;

import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The configured providers, by their ids. One of a vendor that is not supported is told of at start, and not offered. */
@Startup
@Singleton
class Providers {

    private static final Logger LOG = Logger.getLogger(Providers.class);

    private final Map<String, Provider> all = new LinkedHashMap<>();

    Providers(OidcConfig config, Wire wire, Discovery discovery, IdTokens idTokens, Clock clock) {
        for (ProviderSettings each : config.providers()) {
            String callback = config.callback(each);
            Optional<Provider> provider = each.provider().equals(Vendors.X)
                    ? Optional.of(new OAuth1Provider(each, callback, wire, clock))
                    : Vendors.of(each.provider())
                            .map(vendor -> new CodeProvider(each, vendor, callback, wire, discovery, idTokens));
            if (provider.isEmpty() || all.putIfAbsent(each.id(), provider.get()) != null) {
                LOG.errorf(
                        "The sign-in provider %s is not offered: provider %s is not supported, or its id stands twice.",
                        each.id(), each.provider());
            }
        }
    }

    /**
     * The provider of that id.
     *
     * @throws ProblemException with {@link Problem.NotFound}
     */
    Provider named(String id) {
        Provider provider = all.get(id);
        if (provider == null) {
            throw new ProblemException(new Problem.NotFound("There is no provider of that name."));
        }
        return provider;
    }

    boolean has(String id) {
        return all.containsKey(id);
    }

    /** All, in the configuration's order. */
    List<ProviderSettings> settings() {
        return all.values().stream().map(Provider::settings).toList();
    }
}
