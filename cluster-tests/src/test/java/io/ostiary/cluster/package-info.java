/**
 * The suite on a Kubernetes cluster: its images, the overlay {@code dev}, and what a person, a
 * consumer and a stranger's pod find there. {@link io.ostiary.cluster.Kubectl} says which cluster.
 */
@NullMarked
package io.ostiary.cluster;

import org.jspecify.annotations.NullMarked;
