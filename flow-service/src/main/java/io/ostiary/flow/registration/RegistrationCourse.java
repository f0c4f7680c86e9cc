package io.ostiary.flow.registration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ostiary.contract.browser.CsrfTokens;
import io.ostiary.contract.message.Text;
import io.ostiary.contract.message.UiText;
import io.ostiary.contract.node.NodeGroup;
import io.ostiary.flow.flow.Flow;
import io.ostiary.flow.flow.FlowState;
import io.ostiary.flow.hook.Hooks;
import io.ostiary.flow.hook.Moment;
import io.ostiary.flow.hook.Rewrite;
import io.ostiary.flow.hook.Verdict;
import io.ostiary.flow.http.Answer;
import io.ostiary.flow.http.FormErrors;
import io.ostiary.flow.http.ReturnAddresses;
import io.ostiary.flow.step.HandOver;
import io.ostiary.flow.step.NewIdentity;
import io.ostiary.flow.step.PendingLink;
import io.ostiary.flow.step.Step;
import io.ostiary.flow.submission.Course;
import io.ostiary.flow.submission.Open;
import io.ostiary.flow.submission.TakeStep;
import io.ostiary.internal.identity.Complaint;
import io.ostiary.internal.identity.IdentitySnapshot;
import io.ostiary.internal.identity.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way of a sign-up's submission: hooks, the identity, and the end of the flow. */
@Singleton
class RegistrationCourse implements Course<NewIdentity, RegistrationMethod> {

    private static final UiText NO_ADDRESS = Text.REASON.with("reason", "This is no mail address.");

    private final RegistrationForms drawing;
    private final BeginRegistration begin;
    private final Register register;
    private final Hooks hooks;
    private final EndRegistration end;
    private final ReturnAddresses addresses;
    private final FormErrors forms;
    private final TakeStep step;

    RegistrationCourse(
            RegistrationForms drawing,
            BeginRegistration begin,
            Register register,
            Hooks hooks,
            EndRegistration end,
            ReturnAddresses addresses,
            FormErrors forms,
            TakeStep step) {
        this.drawing = drawing;
        this.begin = begin;
        this.register = register;
        this.hooks = hooks;
        this.end = end;
        this.addresses = addresses;
        this.forms = forms;
        this.step = step;
    }

    @Override
    public Uni<Void> draw(Open open) {
        return drawing.drawAnew(open)
                .invoke(() ->
                        open.flow().ui().keepValues("traits", open.fields().traits()));
    }

    @Override
    public Uni<Void> drawRefused(Open open, RegistrationMethod by) {
        return open.resumed()
                ? drawing.drawRest(
                        open, by, by.method().name().wire().equals(open.flow().active()))
                : draw(open);
    }

    @Override
    public void sort(Open open) {
        RegistrationForms.sort(open.flow(), open.schema());
    }

    @Override
    public NodeGroup groupOfComplaints(RegistrationMethod by) {
        return NodeGroup.DEFAULT;
    }

    @Override
    public Uni<List<Complaint>> complaintsAboutTraits(Open open) {
        return register.complaints(open);
    }

    @Override
    public Answer shown(Open open) {
        open.fields().showPayload(open.flow());
        return forms.goesOn(open.request(), open.flow());
    }

    /** Without a method the traits are looked at all the same: what is wrong with them is told first. */
    @Override
    public Uni<Answer> noMethod(Open open) {
        return register.complaints(open)
                .call(() -> drawing.drawAnew(open))
                .map(all ->
                        all.isEmpty() ? List.of(new Complaint(null, Text.REGISTRATION_METHOD_MISSING.plain())) : all)
                .invoke(all -> forms.complain(open.flow(), NodeGroup.DEFAULT, all))
                .invoke(() -> sort(open))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    @Override
    public Uni<Answer> switchedOff(Open open) {
        return noMethod(open);
    }

    @Override
    public Uni<Answer> startOver(Open open, RegistrationMethod by, Step.StartOver<NewIdentity> over) {
        return begin.startOver(open.request(), open.flow(), over.why())
                .map(fresh -> forms.replaced(open.request(), open.flow(), fresh));
    }

    @Override
    public Uni<Answer> done(Open open, RegistrationMethod by, NewIdentity wanted) {
        String method = by.method().name().wire();
        // Checked before anything is created: a forbidden address must not leave an identity behind.
        addresses.of(open.flow(), addresses.after("registration", method));
        // What the method has sent is used up, whatever comes of it.
        if (open.waitsFor(by.method().name())) {
            open.flow().moveTo(FlowState.PASSED_CHALLENGE);
        }
        if (open.resumed()) {
            // From now on the form shows what the method knows of the person.
            open.flow().setActive(method);
            return decided(open.with(open.fields().withTraits(wanted.traits())), by, wanted);
        }
        return decided(open, by, wanted);
    }

    private Uni<Answer> decided(Open open, RegistrationMethod by, NewIdentity wanted) {
        return draft(open, by.method().name().wire(), wanted).chain(draft -> switch (draft) {
            case Registrations.Refused refused -> refuse(open, by, refused);
            case Registrations.Fine fine -> ask(open, by, wanted, fine.identity());
            case Registrations.Created none -> throw new IllegalStateException("a check has created an identity");
            case null -> ask(open, by, wanted, null);
        });
    }

    private Uni<Registrations.@Nullable Result> draft(Open open, String method, NewIdentity wanted) {
        return hooks.seeDraft(open.flow().kind(), method)
                ? register.check(open, wanted).map(result -> result)
                : Uni.createFrom().nullItem();
    }

    private Uni<Answer> ask(Open open, RegistrationMethod by, NewIdentity wanted, @Nullable IdentitySnapshot draft) {
        Moment.Decided moment = new Moment.Decided(open, by.method().name().wire(), null, draft);
        return hooks.decided(moment, rewrite -> register.redraw(open, wanted, rewrite))
                .chain(verdict -> switch (verdict) {
                    case Verdict.Go go -> write(open, by, wanted, null);
                    case Verdict.GoWith with -> rewritten(open, by, wanted, with.rewrite());
                    case Verdict.Refuse refuse -> refuse(open, by, new Registrations.Refused(refuse.complaints()));
                    case Verdict.Instead instead -> Uni.createFrom().item(instead.answer());
                });
    }

    private Uni<Answer> rewritten(Open open, RegistrationMethod by, NewIdentity wanted, Rewrite rewrite) {
        return rewrite.schemaId() == null || drawing.knowsSchema(rewrite.schemaId())
                ? write(open, by, wanted, rewrite)
                : refuseRewritten(
                        open,
                        List.of(new Complaint(
                                null, Text.REASON.with("reason", "There is no identity schema of that id."))));
    }

    private Uni<Answer> write(Open open, RegistrationMethod by, NewIdentity wanted, @Nullable Rewrite rewrite) {
        Flow flow = open.flow();
        String csrfCookie = flow.isNative() ? null : CsrfTokens.generate();
        JsonNode followUp =
                hooks.followUp(new Moment.Decided(open, by.method().name().wire(), null, null));
        return register.write(open, wanted, rewrite, csrfCookie, followUp).chain(result -> switch (result) {
            case Registrations.Created created ->
                end.registration(open, by.method().name(), wanted, created, csrfCookie)
                        .onItem()
                        .ifNull()
                        .switchTo(() -> disabled(open));
            case Registrations.Refused refused ->
                rewrite == null
                        ? refuse(open, by, wanted, refused)
                        : refuseRewritten(open, inFull(refused).complaints());
            case Registrations.Fine none -> throw new IllegalStateException("nothing was written");
        });
    }

    private Uni<Answer> disabled(Open open) {
        open.flow().setActive(null);
        open.flow().ui().clearMessages();
        open.flow().ui().addMessage(Text.ACCOUNT_DISABLED.plain());
        return forms.save(open.request(), open.flow());
    }

    /** What a hook has made of it is not what was typed, so the form shows neither (contract). */
    private Uni<Answer> refuseRewritten(Open open, List<Complaint> complaints) {
        return drawing.drawAnew(open)
                .invoke(() -> forms.complain(open.flow(), NodeGroup.DEFAULT, complaints))
                .invoke(() -> sort(open))
                .chain(() -> forms.save(open.request(), open.flow()));
    }

    /** Somebody who has the details already may add to their account what would have opened the new one. */
    private Uni<Answer> refuse(Open open, RegistrationMethod by, NewIdentity wanted, Registrations.Refused refused) {
        if (wanted.ifTaken() == null || refused.taken() == null) {
            return refuse(open, by, open.resumed() ? inFull(refused) : refused);
        }
        PendingLink link = wanted.ifTaken().to(refused.taken());
        return step.follow(open, by, this, new Step.PassOn<>(new HandOver.LinkLater(link)));
    }

    /** What a provider tells is looked at twice, as text and as an address, and both are told (contract). */
    private static Registrations.Refused inFull(Registrations.Refused refused) {
        return new Registrations.Refused(refused.complaints().stream()
                .flatMap(each -> each.text().id() == Text.NOT_AN_EMAIL.plain().id()
                        ? Stream.of(each, new Complaint(each.field(), NO_ADDRESS))
                        : Stream.of(each))
                .toList());
    }

    private Uni<Answer> refuse(Open open, RegistrationMethod by, Registrations.Refused refused) {
        return step.refuseAfterAll(open, by, this, refused.complaints());
    }
}
