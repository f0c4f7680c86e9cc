/**
 * Removal of what nobody needs any more: flows and secrets that ended by time, attempts and errors
 * of long ago.
 *
 * <p>{@link io.ostiary.flow.cleanup.Cleanup} runs {@link io.ostiary.flow.cleanup.PostgresCleanup}'s
 * batches with pauses between them, so that people who log in meanwhile don't notice. Any number of
 * replicas may clean at once. Deletes from tables of other folders, and reads nothing but their
 * times.
 */
package io.ostiary.flow.cleanup;
