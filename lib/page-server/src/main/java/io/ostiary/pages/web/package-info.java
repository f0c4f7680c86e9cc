/**
 * What serving pages takes whatever they show: {@link io.ostiary.pages.web.PageRoutes} puts files, headers and failures
 * around them, {@link io.ostiary.pages.web.OwnForm} tells forms of others, {@link io.ostiary.pages.web.Html} sends a page.
 */
@NullMarked
package io.ostiary.pages.web;

import org.jspecify.annotations.NullMarked;
