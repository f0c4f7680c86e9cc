/**
 * The suite's container images, built from a built tree without Docker and without a shell in them.
 *
 * <p>{@link io.ostiary.images.SuiteImage#all} is the one list of what images there are. {@link
 * io.ostiary.images.LayerPlan} puts what several images have in common into layers that they share,
 * {@link io.ostiary.images.ImageBuilder} hands the result to Jib, {@link
 * io.ostiary.images.LocalBase} makes a base from the JDK at hand for where no registry can be
 * reached. {@link io.ostiary.images.ImagesCommand} is the command {@code ./ostiary images}.
 */
@NullMarked
package io.ostiary.images;

import org.jspecify.annotations.NullMarked;
