/** Calls that ask a service for the events that it has decided. */
@NullMarked
package io.ostiary.internal.event;

import org.jspecify.annotations.NullMarked;
