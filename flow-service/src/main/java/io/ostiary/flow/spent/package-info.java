/**
 * What works once, and what may be done a few times only. An attempt claims what it uses up, {@link
 * io.ostiary.flow.spent.Spent}; {@link io.ostiary.flow.spent.Tries} counts what was tried before it is looked at: second
 * factors by identity, so that a new flow is no new chance, and letters by address. Owns {@code spent} and {@code
 * tries}.
 *
 * <p>Codes and links that the suite makes itself are claimed in {@code secret/}.
 */
@NullMarked
package io.ostiary.flow.spent;

import org.jspecify.annotations.NullMarked;
