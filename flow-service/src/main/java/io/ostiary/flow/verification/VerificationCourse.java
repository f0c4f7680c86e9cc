package io.ostiary.flow.verification;

import io.ostiary.contract.json.Json;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.step.Lost;
import io.ostiary.flow.step.Opened;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Course;
import io.ostiary.flow.submission.FormToken;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The way of a verification's submission: a secret that was right proves its address. */
@Singleton
class VerificationCourse implements Course<Opened, VerificationMethod> {

    private final VerificationForms drawing;
    private final VerificationFlows verifications;
    private final CompleteVerification complete;
    private final FormErrors forms;
    private final TakeStep step;
    private final BackToServer toServer;

    VerificationCourse(
            VerificationForms drawing,
            VerificationFlows verifications,
            CompleteVerification complete,
            FormErrors forms,
            TakeStep step,
            BackToServer toServer) {
        this.drawing = drawing;
        this.verifications = verifications;
        this.complete = complete;
        this.forms = forms;
        this.step = step;
        this.toServer = toServer;
    }

    @Override
    public Uni<Void> draw(Open open) {
        if (open.fields().isByLink()) {
            // The form goes on in the browser in which the link was opened; the link brings no anti-forgery token.
            open.request().inbound().renewCsrfCookie();
            open.flow().bindSilentlyTo(open.request().inbound().csrfToken());
        }
        return draw(open, drawing.active(open.flow()), null);
    }

    @Override
    public Uni<Void> drawRefused(Open open, VerificationMethod by) {
        open.flow().setActive(by.method().name().wire());
        return draw(open, by, null);
    }

    private Uni<Void> draw(Open open, VerificationMethod by, @Nullable String askedAgain) {
        drawing.draw(by, new VerificationForm(open.flow(), FormToken.of(open), askedAgain));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Answer shown(Open open) {
        if (open.fields().isByLink()) {
            return verifications.toPage(open.flow());
        }
        if (saysWhatWentWrong(open.flow())) {
            open.flow()
                    .showOnce(
                            "transient_payload",
                            Objects.requireNonNullElse(open.flow().transientPayload(), Json.object()));
        }
        return verifications.shown(open.request(), open.flow());
    }

    private static boolean saysWhatWentWrong(Flow flow) {
        return flow.ui().messages().stream().map(UiText::type).anyMatch("error"::equals);
    }

    @Override
    public Uni<Answer> noMethod(Open open) {
        return draw(open, drawing.ofNew(open.flow().generation()), open.fields().text("email"))
                .invoke(() -> open.flow().setActive("default"))
                .invoke(() -> open.flow().ui().addMessage(Text.VERIFICATION_METHOD_MISSING.plain()))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    @Override
    public Uni<Answer> switchedOff(Open open) {
        return noMethod(open);
    }

    @Override
    public Uni<Answer> startOver(Open open, VerificationMethod by, Step.StartOver<Opened> over) {
        return over.inBrowser()
                ? verifications.replaceForBrowser(open.request(), over.why())
                : verifications.replace(open.request(), open.flow(), over.why());
    }

    @Override
    public Uni<Answer> done(Open open, VerificationMethod by, Opened opened) {
        open.flow().setActive(by.method().name().wire());
        return complete.complete(open, opened.secret(), by.method()).chain(outcome -> switch (outcome) {
            case CompleteVerification.Passed passed -> toServer.passed(open, by.method());
            case CompleteVerification.Refused(var complaints) ->
                verifications.replaceRefused(
                        open.request(), open.flow(), by.method().group(), complaints);
            case CompleteVerification.Gone(Lost why) -> step.follow(open, by, this, by.lost(open.sent(), why));
            case CompleteVerification.Instead(Answer other) -> Uni.createFrom().item(other);
        });
    }
}
