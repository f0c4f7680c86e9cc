package io.ostiary.flow.method.sample;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Method;
import io.ostiary.flow.step.Sent;
import io.ostiary.flow.step.Step;
import io.ostiary.internal.identity.ConfigSeal;
import io.ostiary.internal.identity.CredentialsEdit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Telling one's favourite colour, or having it forgotten. Telling it also proves it. */
@Singleton
public class FavouriteColourSettings implements SettingsMethod {

    private final ConfigSeal seal;
    private final Clock clock;

    FavouriteColourSettings(ConfigSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return FavouriteColour.METHOD;
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.who()
                .has(FavouriteColour.NAME)
                .invoke(has -> {
                    if (has) {
                        FavouriteColourNodes.forget(form.nodes());
                    } else {
                        FavouriteColourNodes.ask(form.nodes());
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        if (sent.fields().has("colour_forget")) {
            return Uni.createFrom()
                    .item(Step.done(
                            new Change.Credentials(FavouriteColour.NAME, new CredentialsEdit.Take(null), null)));
        }
        String colour = sent.fields().text("colour");
        return Uni.createFrom()
                .item(
                        colour.isEmpty()
                                ? Step.refused("colour", Text.REQUIRED.with("property", "colour"))
                                : Step.done(enrolled(sent, colour)));
    }

    private Change enrolled(Sent sent, String colour) {
        String identifier = sent.who().identifier(sent.schema()).orElseThrow();
        return new Change.Credentials(
                FavouriteColour.NAME,
                new CredentialsEdit.Replace(seal.seal(FavouriteColour.config(colour)), List.of(identifier)),
                AuthenticationMethodBody.of(FavouriteColour.NAME.wire(), "aal2", clock.instant()));
    }
}
