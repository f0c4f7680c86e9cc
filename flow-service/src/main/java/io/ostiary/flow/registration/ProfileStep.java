package io.ostiary.flow.registration;

import io.ostiary.contract.message.Text;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowRepository;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.CsrfCheck;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.Submission;
import io.ostiary.flow.submission.Open;
import io.ostiary.internal.identity.Complaint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The two-step form: the profile first, then a method, and the way back. */
@Singleton
class ProfileStep {

    private static final String PROFILE = "profile";
    private static final String BACK = "previous";

    private final RegistrationConfig config;
    private final RegistrationForms drawing;
    private final Register register;
    private final FlowRepository flows;
    private final FormErrors forms;

    ProfileStep(
            RegistrationConfig config,
            RegistrationForms drawing,
            Register register,
            FlowRepository flows,
            FormErrors forms) {
        this.config = config;
        this.drawing = drawing;
        this.register = register;
        this.flows = flows;
        this.forms = forms;
    }

    /** Whether a submission is about the steps and not about a method. */
    boolean handles(Open open) {
        Submission fields = open.fields();
        return config.hasTwoSteps(open.flow())
                && (fields.method().equals(PROFILE)
                        || fields.method().equals("profile:back")
                        || !fields.text("screen").isEmpty());
    }

    /** Goes on to the methods, or back to the profile. */
    Uni<Answer> take(Open open) {
        Submission fields = open.fields();
        boolean back = fields.text("screen").equals(BACK)
                || fields.method().equals("profile:back")
                        && fields.text("screen").isEmpty();
        if (back) {
            open.flow().ui().nodes().clear();
            return show(open, () -> drawing.goToProfile(open.flow()));
        }
        CsrfCheck.submission(open.request(), open.flow(), fields.csrfToken());
        return register.complaints(open)
                .chain(complaints -> complaints.isEmpty() ? goOn(open) : refuse(open, complaints));
    }

    private Uni<Answer> refuse(Open open, List<Complaint> complaints) {
        return drawing.drawAnew(open)
                .invoke(() ->
                        open.flow().ui().keepValues("traits", open.fields().traits()))
                .invoke(() -> forms.complain(open.flow(), NodeGroup.DEFAULT, complaints))
                .invoke(() -> RegistrationForms.sort(open.flow(), open.schema()))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    private Uni<Answer> goOn(Open open) {
        return show(open, () -> {
            drawing.goToMethods(open.flow());
            open.fields().showPayload(open.flow());
        });
    }

    private Uni<Answer> show(Open open, Runnable move) {
        Flow flow = open.flow();
        flow.setActive(null);
        flow.moveTo(FlowState.CHOOSE_METHOD);
        move.run();
        return drawing.drawAnew(open)
                .invoke(() -> flow.ui().keepValues("traits", open.fields().traits()))
                .invoke(() -> introduce(flow))
                .invoke(() -> RegistrationForms.sort(flow, open.schema()))
                .chain(() -> flows.save(flow))
                .map(stored -> forms.goesOn(open.request(), stored));
    }

    private void introduce(Flow flow) {
        if (drawing.offersMethods(flow)) {
            flow.ui().addMessage(Text.REGISTRATION_CHOOSE_METHOD.plain());
        }
    }
}
