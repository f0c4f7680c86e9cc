/**
 * What a service makes of failures of its database.
 *
 * <p>{@link io.ostiary.outbox.database.DatabaseFailures} tells a database that can't be reached or
 * is too busy, which is worth another try, from a bug. Owns no table.
 */
@NullMarked
package io.ostiary.outbox.database;

import org.jspecify.annotations.NullMarked;
