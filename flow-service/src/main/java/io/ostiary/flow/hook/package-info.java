/**
 * What the configuration has done after a flow: one class for each built-in hook.
 *
 * <p>{@link io.ostiary.flow.hook.ConfiguredHooks} tells which hooks follow a flow. A hook that acts
 * on another service names an effect, which is written in the transaction that decides, so that
 * none is lost.
 */
@NullMarked
package io.ostiary.flow.hook;

import org.jspecify.annotations.NullMarked;
