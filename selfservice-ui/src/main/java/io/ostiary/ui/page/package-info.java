/**
 * The pages. Each takes a {@link io.ostiary.ui.web.Visit}, asks the public API what it needs, and
 * answers with a view drawn by one of the {@link io.ostiary.ui.page.Templates}. {@link
 * io.ostiary.ui.page.Pages} says which path is whose.
 */
@NullMarked
package io.ostiary.ui.page;

import org.jspecify.annotations.NullMarked;
