/** The pages. */
@NullMarked
package io.ostiary.console.page;

import org.jspecify.annotations.NullMarked;
