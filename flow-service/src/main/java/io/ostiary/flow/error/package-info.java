/**
 * User-facing errors: stored, so that the page behind {@code selfservice.flows.error.ui_url} can
 * show them. Owns {@code user_error}.
 */
@NullMarked
package io.ostiary.flow.error;

import org.jspecify.annotations.NullMarked;
