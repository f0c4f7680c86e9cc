/**
 * What the configuration has done before and after flows: {@link io.ostiary.flow.hook.Hook} and the built-in ones.
 *
 * <p>{@link io.ostiary.flow.hook.Hooks} asks those that are configured, in order. A hook that acts on another service names an
 * effect, which is written in the transaction that decides, so that none is lost.
 */
@NullMarked
package io.ostiary.flow.hook;

import org.jspecify.annotations.NullMarked;
