/** From process to open ports. */
@NullMarked
package io.ostiary.ui.start;

import org.jspecify.annotations.NullMarked;
