package io.ostiary.ui.page;

import io.ostiary.ui.form.Layout;
import java.util.List;

/**
 * Login, registration, verification or recovery, as they stand.
 *
 * @param kind word of the flow
 * @param heading heading of the page
 * @param lead what is said below it; may be empty
 * @param layout the form
 * @param identifier who is about to sign in, when that is known; else empty
 * @param links where to go from here instead
 * @param facts what the template has to know besides
 */
public record FlowView(
        String kind, String heading, String lead, Layout layout, String identifier, List<Link> links, Facts facts) {

    /**
     * A link below the form.
     *
     * @param text before the link; may be empty
     * @param label the link
     * @param href where it leads
     */
    public record Link(String text, String label, String href) {}

    /**
     * Facts.
     *
     * @param startAgain address that begins a new flow of the kind
     * @param forgot address of recovery, shown at the password; may be empty
     * @param verify address of verification, offered when an unverified address is in the way; may
     *     be empty
     * @param notice what happened before; may be empty
     * @param signOut whether signing out is offered
     * @param noPasskeys why passkeys can't be used here; may be empty
     */
    public record Facts(
            String startAgain, String forgot, String verify, String notice, boolean signOut, String noPasskeys) {}

    public FlowView {
        links = List.copyOf(links);
    }

    /** Whether there is anything to fill in or press. */
    public boolean isEmpty() {
        return layout.main().isEmpty() && layout.providers().isEmpty();
    }
}
