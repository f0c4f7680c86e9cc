/**
 * What each service removes from its tables once it has expired. The statements lie with the
 * service that owns the table, in {@code cleanup/<schema>.sql}, and {@link
 * io.ostiary.config.cleanup.CleanupStatement} reads them: for the service's own job and for the
 * command {@code cleanup sql}, so that both remove the same.
 */
@NullMarked
package io.ostiary.config.cleanup;

import org.jspecify.annotations.NullMarked;
