/**
 * One class per command of {@code ostiary}; {@link io.ostiary.cli.command.Main} lists them.
 *
 * <p>A command reads its options and hands over to another package. Exit codes: 0 done, 1 it failed
 * (the reason is on standard error), 2 the command line is wrong.
 */
@NullMarked
package io.ostiary.cli.command;

import org.jspecify.annotations.NullMarked;
