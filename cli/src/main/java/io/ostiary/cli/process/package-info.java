/**
 * Child processes of the launcher: how they are described, started, watched, restarted and ended.
 *
 * <p>A {@link io.ostiary.cli.process.ChildProgram} says what to run, a {@link
 * io.ostiary.cli.process.Child} keeps it running. The launcher holds the other end of each child's
 * standard input; a child ends when that closes, so a launcher that is killed takes its children
 * along. {@link io.ostiary.cli.process.JavaProgram} builds the command lines of JVMs and {@link
 * io.ostiary.cli.process.PortBlock} reserves ports among all stacks of the machine.
 */
@NullMarked
package io.ostiary.cli.process;

import org.jspecify.annotations.NullMarked;
