/**
 * The events of one key read back, for people who look at what happened. Only services with the indexes {@code
 * outbox_of_key} and {@code outbox_published_of_key} may ask.
 */
@NullMarked
package io.ostiary.outbox.history;

import org.jspecify.annotations.NullMarked;
