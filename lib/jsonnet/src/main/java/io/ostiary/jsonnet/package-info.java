/**
 * Jsonnet programs of the configuration: mappers of claims, bodies of web hooks and messages.
 *
 * <p>A Jsonnet program can run for ever or ask for more memory than there is, and nothing in a Java process can stop it. So
 * {@link io.ostiary.jsonnet.Jsonnet} hands programs to processes of their own ({@code io.ostiary.jsonnet.child}), which
 * have a small heap, know nothing of the suite's environment, are kept warm, are ended at a program's deadline and
 * started again. Programs import nothing. What comes back is a value of {@link io.ostiary.jsonnet.Evaluated}.
 */
@NullMarked
package io.ostiary.jsonnet;

import org.jspecify.annotations.NullMarked;
