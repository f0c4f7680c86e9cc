/**
 * The first files of a new installation. The values and the clauses that they serve stand in the
 * resource {@code ostiary.yml}; {@link io.ostiary.cli.init.NewInstallation} gives it secrets.
 */
@NullMarked
package io.ostiary.cli.init;

import org.jspecify.annotations.NullMarked;
