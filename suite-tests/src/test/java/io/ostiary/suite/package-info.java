/**
 * The suite from outside, as its operator starts it and its users speak to it.
 *
 * <p>{@link io.ostiary.suite.RunningStack} starts {@code ./ostiary serve} in a process group of its
 * own and knows all its processes; {@link io.ostiary.suite.Person} goes through the flows; {@link
 * io.ostiary.suite.Events} reads the topic. No class of the suite is used. Sub-packages have the
 * tests with the reference's client and the races between replicas.
 */
package io.ostiary.suite;
