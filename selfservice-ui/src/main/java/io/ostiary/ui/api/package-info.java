/**
 * The way to the public API: {@link io.ostiary.ui.api.PublicApi} asks, {@link
 * io.ostiary.ui.api.ApiAnswer} is what came of it.
 */
@NullMarked
package io.ostiary.ui.api;

import org.jspecify.annotations.NullMarked;
