/** The way to the public API: {@link io.ostiary.ui.api.PublicApi} asks it on behalf of a browser. */
@NullMarked
package io.ostiary.ui.api;

import org.jspecify.annotations.NullMarked;
