/**
 * Abuse defence: how often somebody may guess, and how many letters go to one address. {@link
 * io.ostiary.flow.limit.GuessLimits} stands before a method that is brought a secret, {@link
 * io.ostiary.flow.limit.LetterLimits} before a letter. What they decide is pure: {@link io.ostiary.flow.limit.Judge}. Only
 * failures are counted, in {@code failure}; a success writes nothing. Owns {@code failure}.
 *
 * <p>docs/abuse.md tells operators, docs/adr/0025 why it is so.
 */
@NullMarked
package io.ostiary.flow.limit;

import org.jspecify.annotations.NullMarked;
