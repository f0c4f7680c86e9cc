package io.ostiary.flow.hook;

import io.ostiary.flow.http.Answer;
import io.ostiary.internal.identity.Complaint;
import java.util.List;

/** What a hook says of a moment. */
public sealed interface Verdict {

    /** The flow goes on. */
    Verdict GO = new Go();

    /** The flow goes on. */
    record Go() implements Verdict {}

    /** The flow goes on, and writes this instead; only where something is written. */
    record GoWith(Rewrite rewrite) implements Verdict {}

    /** The flow refuses; the texts stand beside their fields. */
    record Refuse(List<Complaint> complaints) implements Verdict {}

    /** The hook has answered in the flow's place. */
    record Instead(Answer answer) implements Verdict {}
}
