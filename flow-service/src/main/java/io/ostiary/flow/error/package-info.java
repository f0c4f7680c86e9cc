/**
 * User-facing errors: stored, so that the page behind {@code selfservice.flows.error.ui_url} can
 * show them. Owns {@code user_error}.
 */
package io.ostiary.flow.error;
