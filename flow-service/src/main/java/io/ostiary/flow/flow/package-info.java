/**
 * Self-service flows as data: what a flow is, its states, and where it is kept.
 *
 * <p>Start reading at {@link io.ostiary.flow.flow.Flow}. Owns the tables {@code flow} and {@code
 * attempt}. Knows neither HTTP nor any method.
 */
package io.ostiary.flow.flow;
