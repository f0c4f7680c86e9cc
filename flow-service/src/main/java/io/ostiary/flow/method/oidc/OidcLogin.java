package io.ostiary.flow.method.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.message.Text;
import io.ostiary.flow.login.LoginForm;
import io.ostiary.flow.login.LoginMethod;
import io.ostiary.flow.step.HandOver;
import io.ostiary.flow.step.Held;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.step.Person;
import io.ostiary.flow.step.Proof;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signing in by a provider. Who has no account here signs up. */
@Singleton
public class OidcLogin implements LoginMethod {

    private final OidcConfig config;
    private final Providers providers;
    private final SignInBy signIn;
    private final Somebody somebody;

    OidcLogin(OidcConfig config, Providers providers, SignInBy signIn, Somebody somebody) {
        this.config = config;
        this.providers = providers;
        this.signIn = signIn;
        this.somebody = somebody;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Offer> draw(LoginForm form) {
        return switch (form) {
            case LoginForm.First first -> Uni.createFrom().item(() -> all(first));
            case LoginForm.Identified told ->
                told.hides()
                        ? Uni.createFrom().item(() -> drawn(told, providers.settings()))
                        : told.who() == null ? nothing() : linked(told, told.who());
            case LoginForm.Again again -> linked(again, again.who());
            case LoginForm.Second second -> nothing();
            case LoginForm.UnderWay other -> nothing();
        };
    }

    private static Uni<Offer> nothing() {
        return Uni.createFrom().item(Offer.NOTHING);
    }

    private Offer all(LoginForm.First form) {
        Optional<PendingLink> link = PendingLink.of(form.flow());
        if (link.isEmpty()) {
            return drawn(form, providers.settings());
        }
        providers.settings().stream()
                .filter(each -> isOffered(each, link.get()))
                .forEach(each -> OidcNodes.chooseToLink(form.nodes(), each));
        return Offer.ASKS;
    }

    /** Not the one that is to be added, and where it is told what the account has, no other than those. */
    private static boolean isOffered(ProviderSettings provider, PendingLink link) {
        return !provider.id().equals(link.provider())
                && (link.types().isEmpty() || link.providers().contains(provider.id()));
    }

    private Uni<Offer> linked(LoginForm form, Person who) {
        return who.held(OidcConfig.NAME).map(held -> {
            Set<String> ids = held.map(OidcLogin::linkedIds).orElse(Set.of());
            return drawn(
                    form,
                    providers.settings().stream()
                            .filter(each -> ids.contains(each.id()))
                            .toList());
        });
    }

    static Set<String> linkedIds(Held held) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode link : held.config().path("providers")) {
            ids.add(link.path("provider").asText());
        }
        return ids;
    }

    private static Offer drawn(LoginForm form, List<ProviderSettings> offered) {
        offered.forEach(each -> OidcNodes.choose(form.nodes(), each, Text.LOGIN_WITH_PROVIDER));
        return offered.isEmpty() ? Offer.NOTHING : Offer.ASKS;
    }

    @Override
    public Uni<Void> drawBesideIdentifier(LoginForm.First form) {
        drawn(form, providers.settings());
        return Uni.createFrom().voidItem();
    }

    @Override
    public boolean isMeant(Sent sent) {
        return SignInBy.isMeant(sent);
    }

    @Override
    public boolean needsToken(Sent sent) {
        return SignInBy.needsToken(sent);
    }

    @Override
    public Uni<Step<Proof>> submit(Sent sent) {
        return signIn.of(sent, account -> known(sent, account));
    }

    private Uni<Step<Proof>> known(Sent sent, Account account) {
        return somebody.known(sent, account)
                .chain(proof -> proof.isPresent()
                        ? Uni.createFrom().item(Step.done(proof.get()))
                        : somebody.fresh(sent, account)
                                .map(fresh -> new Step.PassOn<>(new HandOver.SignUp(OidcConfig.NAME, fresh))));
    }
}
