package io.ostiary.flow.method.totp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.session.AuthenticationMethodBody;
import io.ostiary.flow.form.SchemaField;
import io.ostiary.flow.settings.SettingsForm;
import io.ostiary.flow.settings.SettingsMethod;
import io.ostiary.flow.step.Change;
import io.ostiary.flow.step.Factor;
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

/** Adding an authenticator app, by a code of a secret that the form shows, and taking it away. */
@Singleton
public class TotpSettings implements SettingsMethod {

    private final TotpConfig config;
    private final TotpQr qr;
    private final TotpCheck check;
    private final ConfigSeal seal;
    private final Clock clock;

    TotpSettings(TotpConfig config, TotpQr qr, TotpCheck check, ConfigSeal seal, Clock clock) {
        this.config = config;
        this.qr = qr;
        this.check = check;
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return config.method();
    }

    @Override
    public Uni<Void> draw(SettingsForm form) {
        return form.who().has(TotpConfig.NAME).chain(has -> has ? drawUnlink(form) : drawEnrol(form));
    }

    private static Uni<Void> drawUnlink(SettingsForm form) {
        form.flow().secrets(TotpConfig.NAME).removeAll();
        TotpNodes.unlink(form.nodes());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> drawEnrol(SettingsForm form) {
        ObjectNode kept = form.flow().secrets(TotpConfig.NAME);
        if (kept.isEmpty()) {
            kept.setAll(TotpSecret.random(config.issuer(), account(form)).config());
        }
        TotpSecret secret = TotpSecret.of(kept).orElseThrow();
        return qr.of(secret)
                .invoke(image -> TotpNodes.enrol(form.nodes(), secret, image))
                .replaceWithVoid();
    }

    /** What the schema names for it, else what they sign in with. */
    private static String account(SettingsForm form) {
        Person who = form.who();
        return who.trait(form.schema(), SchemaField::isAccountName)
                .or(() -> who.identifier(form.schema()))
                .orElseGet(() -> who.id().toString());
    }

    @Override
    public Uni<Step<Change>> submit(Sent sent) {
        Person who = Objects.requireNonNull(sent.who());
        return who.has(TotpConfig.NAME)
                .chain(has -> has && sent.fields().has(TotpNodes.UNLINK)
                        ? Uni.createFrom().item(Step.done(unlinked()))
                        : enrol(sent, who));
    }

    private static Change unlinked() {
        return new Change.Credentials(TotpConfig.NAME, new CredentialsEdit.Take(null), null);
    }

    private Uni<Step<Change>> enrol(Sent sent, Person who) {
        ObjectNode kept = sent.flow().secrets(TotpConfig.NAME);
        if (TotpCheck.typed(sent).isEmpty() || kept.isEmpty()) {
            return Uni.createFrom().item(Step.refused(TotpNodes.CODE, Text.REQUIRED.with("property", TotpNodes.CODE)));
        }
        TotpSecret secret = TotpSecret.of(kept).orElseThrow();
        return check.of(sent, who.id(), secret).map(outcome -> switch (outcome) {
            case RIGHT -> Step.done(enrolled(who, secret));
            case WRONG, USED -> Step.refused(TotpNodes.CODE, Text.TOTP_WRONG.plain());
        });
    }

    private Change enrolled(Person who, TotpSecret secret) {
        return new Change.Credentials(
                TotpConfig.NAME,
                new CredentialsEdit.Replace(
                        seal.seal(secret.config()), List.of(who.id().toString())),
                AuthenticationMethodBody.of(TotpConfig.NAME.wire(), Factor.SECOND.aal(), clock.instant()));
    }
}
