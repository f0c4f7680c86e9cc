/** A mailbox for development: it receives what the courier sends and shows it. */
@NullMarked
package io.ostiary.inbox;

import org.jspecify.annotations.NullMarked;
