/** The way to the API: {@link io.ostiary.pages.api.ApiClient} asks, {@link io.ostiary.pages.api.ApiAnswer} is what came of it. */
@NullMarked
package io.ostiary.pages.api;

import org.jspecify.annotations.NullMarked;
