/**
 * Pages of lists: numbered ones as older clients ask for, and those by a token that says where the
 * last page ended. Tokens are opaque to clients; a list by token costs the same on every page.
 */
@NullMarked
package io.ostiary.identity.paging;

import org.jspecify.annotations.NullMarked;
