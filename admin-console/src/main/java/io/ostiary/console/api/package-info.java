/** The way to the API: {@link io.ostiary.console.api.Api} asks, {@link io.ostiary.console.api.ApiAnswer} is what came of it. */
@NullMarked
package io.ostiary.console.api;

import org.jspecify.annotations.NullMarked;
