/** From process to open port. */
@NullMarked
package io.ostiary.console.start;

import org.jspecify.annotations.NullMarked;
