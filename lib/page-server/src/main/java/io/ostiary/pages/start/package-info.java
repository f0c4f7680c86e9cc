/** From a process with a configuration file to one that serves pages. */
@NullMarked
package io.ostiary.pages.start;

import org.jspecify.annotations.NullMarked;
