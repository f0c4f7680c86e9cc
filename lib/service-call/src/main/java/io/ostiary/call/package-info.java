/**
 * How services call one another: service tokens (JWT, ES256, one minute), the check of them on
 * {@code /internal/**}, deadlines, and the mapping of a refused call to a problem.
 *
 * <p>The typed interfaces of the calls are in {@code io.ostiary.internal}; each is implemented by
 * the service that owns the data and used as a REST client by the others.
 */
@NullMarked
package io.ostiary.call;

import org.jspecify.annotations.NullMarked;
