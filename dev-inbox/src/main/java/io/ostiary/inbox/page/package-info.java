/** The inbox as a page: list and mail, drawn on the server; what is live comes by a script. */
@NullMarked
package io.ostiary.inbox.page;

import org.jspecify.annotations.NullMarked;
