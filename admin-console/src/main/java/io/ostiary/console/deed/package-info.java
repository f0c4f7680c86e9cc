/** What operators did. */
@NullMarked
package io.ostiary.console.deed;

import org.jspecify.annotations.NullMarked;
