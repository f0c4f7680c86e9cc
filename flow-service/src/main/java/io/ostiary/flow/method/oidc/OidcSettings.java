package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.config.Configuration;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.problem.Problem;
import io.ostiary.contract.problem.ProblemException;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Adding accounts at providers, and taking them away; the last way to sign in stays. */
@Singleton
public class OidcSettings implements SettingsMethod {

    private final OidcConfig config;
    private final Providers providers;
    private final SendAway away;
    private final ConfigSeal seal;
    private final Clock clock;
    private final boolean codeSignsIn;

    OidcSettings(
            OidcConfig config,
            Providers providers,
            SendAway away,
            ConfigSeal seal,
            Clock clock,
            Configuration configuration) {
        this.config = config;
        this.providers = providers;
        this.away = away;
        this.seal = seal;
        this.clock = clock;
        this.codeSignsIn = configuration
                .optionalBool("selfservice.methods.code.passwordless_enabled")
                .orElse(false);
    }

    @Override
    public Method method() {
        return config.methodOfSettings();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.who().held(OidcConfig.NAME).invoke(held -> draw(form, held)).replaceWithVoid();
    }

    private void draw(SettingsForm form, Optional<Held> held) {
        Set<String> linked = held.map(OidcLogin::linkedIds).orElse(Set.of());
        boolean mayUnlink = held.isPresent() && waysIn(held.get()) > 1;
        for (ProviderSettings each : providers.settings()) {
            if (!linked.contains(each.id())) {
                OidcNodes.link(form.nodes(), each);
            } else if (mayUnlink) {
                OidcNodes.unlink(form.nodes(), each);
            }
        }
    }

    /** How many ways to sign in somebody has; each account at a provider is one. */
    private long waysIn(Held held) {
        long others = held.identity().firstFactors().stream()
                .filter(type -> !type.equals(OidcConfig.NAME.wire()))
                .filter(type -> codeSignsIn || !type.equals("code"))
                .count();
        return others + held.config().path("providers").size();
    }

    @Override
    public boolean isMeant(Sent sent) {
        String method = sent.fields().method();
        boolean asks = !sent.fields().text(OidcNodes.LINK).isEmpty()
                || !sent.fields().text(OidcNodes.UNLINK).isEmpty();
        return asks && (method.isEmpty() || method.equals(OidcConfig.NAME.wire()));
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        String link = sent.fields().text(OidcNodes.LINK);
        String unlink = sent.fields().text(OidcNodes.UNLINK);
        Person who = Objects.requireNonNull(sent.who());
        if (!link.isEmpty() && !unlink.isEmpty()) {
            return refused("Connect or disconnect, one after the other.");
        }
        return who.held(OidcConfig.NAME).chain(held -> link.isEmpty() ? unlink(held, unlink) : link(sent, held, link));
    }

    private static <D> Uni<Step<D>> refused(String reason) {
        return Uni.createFrom().item(Step.refused(null, Text.REASON.with("reason", reason)));
    }

    private Uni<Step<Change>> link(Sent sent, Optional<Held> held, String provider) {
        boolean linked = held.map(OidcLogin::linkedIds).orElse(Set.of()).contains(provider);
        if (linked || !providers.has(provider)) {
            return refused("This provider is not known, or is connected already.");
        }
        Optional<Arrival> arrival = sent.fields().brought(Arrival.class);
        return arrival.isPresent()
                ? SignInBy.arrived(arrival.get(), account -> Uni.createFrom().item(Step.done(linked(account))))
                : away.to(providers.named(provider), sent);
    }

    private Change linked(Account account) {
        return new Change.Credentials(
                OidcConfig.NAME,
                CredentialsEdit.Add.of(seal.seal(account.item())),
                account.authentication(clock.instant()));
    }

    private Uni<Step<Change>> unlink(Optional<Held> held, String provider) {
        if (held.isEmpty()) {
            throw new ProblemException(new Problem.NotFound("No provider is connected."));
        }
        if (waysIn(held.get()) < 2) {
            return refused("This is the last way to sign in; set up another one first.");
        }
        for (JsonNode link : held.get().config().path("providers")) {
            if (link.path("provider").asText().equals(provider)) {
                String item = provider + ":" + link.path("subject").asText();
                return Uni.createFrom()
                        .item(Step.done(new Change.Credentials(OidcConfig.NAME, new CredentialsEdit.Take(item), null)));
            }
        }
        return refused("This provider is not connected.");
    }
}
