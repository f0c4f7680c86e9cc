/**
 * The port for browsers and test helpers: Mailpit's API at its paths, the page, and what happens as
 * events. {@link io.ostiary.inbox.api.InboxServer} routes.
 */
@NullMarked
package io.ostiary.inbox.api;

import org.jspecify.annotations.NullMarked;
