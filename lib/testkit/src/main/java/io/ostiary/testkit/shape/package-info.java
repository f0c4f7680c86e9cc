/**
 * The sizes of the source tree, written once and checked by a test of each service. Start reading at {@link
 * io.ostiary.testkit.shape.ShapeRules}.
 */
@NullMarked
package io.ostiary.testkit.shape;

import org.jspecify.annotations.NullMarked;
