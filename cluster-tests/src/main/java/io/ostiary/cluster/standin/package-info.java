/**
 * What stands in on a test's cluster for images of registries that it can't reach: PostgreSQL, Kafka
 * and an inbox, which take the environment variables of those images as far as the overlay {@code
 * dev} uses them; and the clients that walk through the suite or try who reaches whom.
 */
@NullMarked
package io.ostiary.cluster.standin;

import org.jspecify.annotations.NullMarked;
