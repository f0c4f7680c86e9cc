/**
 * The direction rules of the source tree, written once and checked by a test of each service.
 *
 * <p>Start at {@link io.ostiary.testkit.arch.DirectionRules#check(String)}. A rule about a folder
 * that a service does not have holds by itself.
 */
@NullMarked
package io.ostiary.testkit.arch;

import org.jspecify.annotations.NullMarked;
