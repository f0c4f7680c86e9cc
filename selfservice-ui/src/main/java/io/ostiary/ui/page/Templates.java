package io.ostiary.ui.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates; the build compares them with what they are given. */
@CheckedTemplate(basePath = "")
final class Templates {

    private Templates() {}

    static native TemplateInstance flow(Frame frame, FlowView view);

    static native TemplateInstance settings(Frame frame, SettingsView view);

    static native TemplateInstance dashboard(Frame frame, Me me);

    static native TemplateInstance sessions(Frame frame, SessionsView view);

    static native TemplateInstance note(Frame frame, NoteView view);

    static native TemplateInstance welcome(Frame frame);
}
