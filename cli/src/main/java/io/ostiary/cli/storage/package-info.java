/**
 * Folders of the launcher: the data folder of a stack, kept or temporary, and what removes one.
 *
 * <p>{@link io.ostiary.cli.storage.DataFolder} is locked by the launcher that uses it. A temporary
 * one whose launcher was killed is removed by the next start.
 */
@NullMarked
package io.ostiary.cli.storage;

import org.jspecify.annotations.NullMarked;
