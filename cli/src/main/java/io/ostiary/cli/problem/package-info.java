/**
 * What ends a command with a message instead of a stack trace.
 *
 * <p>Every package may throw {@link io.ostiary.cli.problem.CommandFailure}; only the start of the
 * program catches it.
 */
@NullMarked
package io.ostiary.cli.problem;

import org.jspecify.annotations.NullMarked;
