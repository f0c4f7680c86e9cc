/**
 * Removal of what nobody needs any more: expired sessions, old invalidations, tombstones.
 *
 * <p>{@link io.ostiary.session.cleanup.Cleanup} runs {@link
 * io.ostiary.session.cleanup.PostgresCleanup}'s batches with pauses between them, so that people
 * who log in meanwhile don't notice. Any number of replicas may clean at once.
 */
package io.ostiary.session.cleanup;
