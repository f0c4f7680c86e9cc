/**
 * The metrics of the whole suite in one answer: {@link io.ostiary.gateway.metrics.SuiteMetrics}
 * asks each service for its own, {@link io.ostiary.gateway.metrics.Exposition} puts them together.
 */
@NullMarked
package io.ostiary.gateway.metrics;

import org.jspecify.annotations.NullMarked;
