/**
 * Which service answers a path. {@link io.ostiary.gateway.route.RouteTable} reads {@code
 * routes.yaml}; {@link io.ostiary.gateway.route.RequestPath} says what a path means once the tricks
 * in it are undone, so that no spelling of a path reaches what isn't in the table. Pure: nothing
 * here knows HTTP.
 */
@NullMarked
package io.ostiary.gateway.route;

import org.jspecify.annotations.NullMarked;
