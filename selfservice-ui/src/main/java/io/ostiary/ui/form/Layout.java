package io.ostiary.ui.form;

import java.util.List;
import java.util.Optional;

/**
 * A flow's form, arranged.
 *
 * @param summary what is said about it
 * @param main the forms that are seen at once; usually one
 * @param others further ways, behind <i>Try another way</i>
 * @param providers sign-in with somebody else
 * @param small resend, back and the like, each a form of its own
 * @param scripts scripts of the API that the form needs
 */
public record Layout(
        Summary summary,
        List<Form> main,
        List<Form> others,
        Optional<Form> providers,
        List<Form> small,
        List<Script> scripts) {

    /**
     * A script of the API.
     *
     * @param src address
     * @param integrity digest that it has to have; empty: any
     * @param crossorigin how it is fetched from another origin; empty: as it is
     */
    public record Script(String src, String integrity, String crossorigin) {}

    public Layout {
        main = List.copyOf(main);
        others = List.copyOf(others);
        small = List.copyOf(small);
        scripts = List.copyOf(scripts);
    }

    /** The providers as a list, for templates. */
    public List<Form> providerForms() {
        return providers.stream().toList();
    }

    /** Whether a password or a code is to be entered, of which the page then says more. */
    public boolean hasPassword() {
        return main.stream().anyMatch(Form::hasPassword);
    }

    public boolean hasCode() {
        return main.stream().anyMatch(Form::hasCode);
    }

    /** Whether nothing works without a script: the only way is a passkey. */
    public boolean needsScript() {
        return !main.isEmpty()
                && providers.isEmpty()
                && others.isEmpty()
                && main.stream()
                        .allMatch(each -> !each.buttons().isEmpty()
                                && each.buttons().stream().noneMatch(Button::submits));
    }

    /** Whether a passkey or security key can be used here. */
    public boolean hasTriggers() {
        return main.stream().anyMatch(Layout::triggers) || others.stream().anyMatch(Layout::triggers);
    }

    private static boolean triggers(Form form) {
        return form.buttons().stream().anyMatch(each -> !each.submits());
    }
}
