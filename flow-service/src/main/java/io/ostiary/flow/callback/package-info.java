/**
 * Browsers that come back from where a method sent them: a provider of sign-in. The method sends them away with {@link
 * io.ostiary.flow.step.Step.Leave} and reads what they bring ({@link io.ostiary.flow.callback.ComesBack}); {@link
 * io.ostiary.flow.callback.CallbackResource} finds their flow, and {@link io.ostiary.flow.callback.ResumeFlow} takes the
 * submission that waited in it once more, now with what was brought.
 *
 * <p>Nothing goes on before it is known that it is the browser which left, see {@link
 * io.ostiary.flow.continuity.Detours#mark}.
 */
@NullMarked
package io.ostiary.flow.callback;

import org.jspecify.annotations.NullMarked;
