/** The way to the API: {@link io.ostiary.console.api.Api} asks a port of it. */
@NullMarked
package io.ostiary.console.api;

import org.jspecify.annotations.NullMarked;
