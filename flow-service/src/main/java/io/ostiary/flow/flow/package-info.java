/**
 * Self-service flows as data: what a flow is, its states, and where it is kept.
 *
 * <p>Start reading at {@link io.ostiary.flow.flow.Flow}. Owns the table {@code flow}. Knows neither
 * HTTP nor what any method does; a {@link io.ostiary.flow.flow.MethodName} is a mere word.
 */
@NullMarked
package io.ostiary.flow.flow;

import org.jspecify.annotations.NullMarked;
