/**
 * People's ways through the pages, in a real browser. {@link io.ostiary.browser.PagesStack} is the
 * built suite with pages and inbox, {@link io.ostiary.browser.Visitor} a person with a browser.
 */
package io.ostiary.browser;
