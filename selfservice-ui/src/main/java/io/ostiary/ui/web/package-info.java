/**
 * From request to page: {@link io.ostiary.ui.web.PageServer} makes a {@link
 * io.ostiary.ui.web.Visit} of a request, hands it to the page of its path, and sends the {@link
 * io.ostiary.ui.web.PageAnswer} with the headers of {@link io.ostiary.ui.web.Policy}. The only
 * package that knows HTTP.
 */
@NullMarked
package io.ostiary.ui.web;

import org.jspecify.annotations.NullMarked;
