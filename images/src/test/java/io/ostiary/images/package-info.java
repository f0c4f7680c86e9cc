/**
 * Builds images of the built tree on a base made here, reads the archives, and runs what is in them
 * without Docker: the files of all layers in a folder, and Java from the base.
 */
@NullMarked
package io.ostiary.images;

import org.jspecify.annotations.NullMarked;
