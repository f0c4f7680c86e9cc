package io.ostiary.flow.method.oidc;

import io.ostiary.contract.message.Text;
import io.ostiary.flow.registration.RegistrationForm;
import io.ostiary.flow.registration.RegistrationMethod;
import io.ostiary.flow.step.HandOver;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Signing up by a provider. Who has an account here already signs in. */
@Singleton
public class OidcRegistration implements RegistrationMethod {

    private final OidcConfig config;
    private final Providers providers;
    private final SignInBy signIn;
    private final Somebody somebody;

    OidcRegistration(OidcConfig config, Providers providers, SignInBy signIn, Somebody somebody) {
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
    public Uni<Void> draw(RegistrationForm form) {
        switch (form) {
            case RegistrationForm.Credentials credentials -> drawAll(credentials);
            case RegistrationForm.UnderWay other -> {}
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> drawBesideProfile(RegistrationForm.Credentials form) {
        drawAll(form);
        return Uni.createFrom().voidItem();
    }

    private void drawAll(RegistrationForm form) {
        providers.settings().forEach(each -> OidcNodes.choose(form.nodes(), each, Text.REGISTRATION_WITH_PROVIDER));
    }

    @Override
    public Uni<Void> drawRest(Sent sent) {
        String provider = sent.fields()
                .brought(Arrival.class)
                .map(Arrival::provider)
                .orElseGet(() -> sent.fields().text(OidcNodes.PROVIDER));
        OidcNodes.goOn(sent.flow().ui().nodes(), provider);
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
    public Uni<Step<NewIdentity>> submit(Sent sent) {
        return signIn.of(sent, account -> fresh(sent, account));
    }

    private Uni<Step<NewIdentity>> fresh(Sent sent, Account account) {
        return somebody.known(sent, account)
                .chain(proof -> proof.isPresent()
                        ? Uni.createFrom().item(new Step.PassOn<>(new HandOver.SignIn(OidcConfig.NAME, proof.get())))
                        : somebody.fresh(sent, account).map(Step::done));
    }
}
