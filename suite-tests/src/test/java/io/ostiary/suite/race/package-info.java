/**
 * Races between replicas: many connections ask for one thing at the same moment, and one gets it.
 *
 * <p>{@link io.ostiary.suite.race.SecondReplicas} doubles the services of a running stack; a {@link
 * io.ostiary.suite.race.Race} knows what is asked for and who has won.
 */
package io.ostiary.suite.race;
