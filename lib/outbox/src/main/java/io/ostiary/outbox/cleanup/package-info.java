/**
 * Removal of what has expired from a service's own tables.
 *
 * <p>{@link io.ostiary.outbox.cleanup.Cleanup} carries out the statements of the service's {@code
 * cleanup/<schema>.sql}, which {@code ./ostiary cleanup sql} shares, in batches with pauses between
 * them, so that people who log in meanwhile don't notice. Any number of replicas may clean at once.
 * The outbox itself is cleaned by its relay.
 */
@NullMarked
package io.ostiary.outbox.cleanup;

import org.jspecify.annotations.NullMarked;
