/**
 * What works once, and how often somebody may guess. An attempt claims what it uses up, {@link
 * io.ostiary.flow.spent.Spent}; tries of second factors are counted by identity, {@link
 * io.ostiary.flow.spent.Tries}, so that a new flow is no new chance. Owns {@code spent} and {@code
 * tries}.
 *
 * <p>Codes and links that the suite makes itself are claimed in {@code secret/}.
 */
@NullMarked
package io.ostiary.flow.spent;

import org.jspecify.annotations.NullMarked;
