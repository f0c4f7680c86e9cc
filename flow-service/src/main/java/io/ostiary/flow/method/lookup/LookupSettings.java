package io.ostiary.flow.method.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Factor;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Making backup codes, looking at them, and taking them away. New ones count once their owner says that they have them. */
@Singleton
public class LookupSettings implements SettingsMethod {

    private static final String SHOWS = "shows";

    private final LookupConfig config;
    private final ConfigSeal seal;
    private final Clock clock;

    LookupSettings(LookupConfig config, ConfigSeal seal, Clock clock) {
        this.config = config;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.who()
                .held(LookupConfig.NAME)
                .map(LookupSettings::codes)
                .invoke(held -> draw(form, held))
                .replaceWithVoid();
    }

    private static BackupCodes codes(Optional<Held> held) {
        return held.map(each -> BackupCodes.of(each.config())).orElseGet(() -> new BackupCodes(List.of()));
    }

    private static void draw(SettingsForm form, BackupCodes held) {
        boolean shows = form.flow().state(LookupConfig.NAME).remove(SHOWS) != null;
        ObjectNode fresh = form.flow().secrets(LookupConfig.NAME);
        if (shows && !held.isEmpty()) {
            LookupNodes.show(form.nodes(), held);
        } else if (!fresh.isEmpty()) {
            LookupNodes.confirm(form.nodes(), BackupCodes.of(fresh));
        } else if (held.isEmpty()) {
            LookupNodes.make(form.nodes());
        } else {
            LookupNodes.held(form.nodes(), held);
        }
    }

    /** Naming the method alone changes nothing. */
    @Override
    public boolean needsFreshSession(Sent sent) {
        return method().buttons().stream().anyMatch(button -> presses(sent, button));
    }

    private static boolean presses(Sent sent, String button) {
        return sent.fields().text(button).equals("true");
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        Person who = Objects.requireNonNull(sent.who());
        if (presses(sent, LookupNodes.CONFIRM)) {
            return Uni.createFrom().item(confirm(sent.flow(), who));
        }
        if (presses(sent, LookupNodes.REVEAL)) {
            return who.held(LookupConfig.NAME).map(LookupSettings::codes).map(held -> reveal(sent.flow(), held));
        }
        if (presses(sent, LookupNodes.DISABLE)) {
            return Uni.createFrom().item(disable(sent.flow()));
        }
        return Uni.createFrom()
                .item(
                        presses(sent, LookupNodes.RENEW)
                                ? renew(sent.flow())
                                : Step.refused(null, Text.SETTINGS_METHOD_MISSING.plain()));
    }

    private Step<Change> confirm(Flow flow, Person who) {
        ObjectNode fresh = flow.secrets(LookupConfig.NAME);
        if (fresh.isEmpty()) {
            return refused("Make new backup codes first.");
        }
        CredentialsEdit edit = new CredentialsEdit.Replace(
                seal.seal(BackupCodes.of(fresh).config()), List.of(who.id().toString()));
        fresh.removeAll();
        return Step.done(new Change.Credentials(
                LookupConfig.NAME,
                edit,
                AuthenticationMethodBody.of(LookupConfig.NAME.wire(), Factor.SECOND.aal(), clock.instant())));
    }

    private static Step<Change> reveal(Flow flow, BackupCodes held) {
        if (held.isEmpty()) {
            return refused("There are no backup codes to show.");
        }
        flow.secrets(LookupConfig.NAME).removeAll();
        flow.state(LookupConfig.NAME).put(SHOWS, true);
        return new Step.ShowAgain<>(flow.state(), null, null);
    }

    private static Step<Change> disable(Flow flow) {
        flow.secrets(LookupConfig.NAME).removeAll();
        return Step.done(new Change.Credentials(LookupConfig.NAME, new CredentialsEdit.Take(null), null));
    }

    private static Step<Change> renew(Flow flow) {
        flow.secrets(LookupConfig.NAME).removeAll().setAll(BackupCodes.random().config());
        return new Step.ShowAgain<>(flow.state(), null, null);
    }

    private static Step<Change> refused(String reason) {
        return Step.refused(null, Text.REASON.with("reason", reason));
    }
}
