/**
 * The suite's database as an operator sees it: its address and its migrations.
 *
 * <p>{@link io.ostiary.cli.database.Dsn} reads an address, {@link
 * io.ostiary.cli.database.ServiceSchema} lists the schemas, and {@link
 * io.ostiary.cli.database.Migration} makes schemas and roles and applies each service's SQL files.
 * Nothing here reads or changes a service's rows.
 */
@NullMarked
package io.ostiary.cli.database;

import org.jspecify.annotations.NullMarked;
