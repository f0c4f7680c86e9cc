/**
 * The way of a request: {@link io.ostiary.gateway.proxy.ListenerVerticle} accepts it, {@link
 * io.ostiary.gateway.proxy.Gatekeeper} refuses what is never served or too large and picks the
 * service, {@link io.ostiary.gateway.proxy.Exchange} hands it on and the answer back, {@link
 * io.ostiary.gateway.proxy.Headers} says which headers pass, and {@link
 * io.ostiary.gateway.proxy.GatewayAnswer} is what the gateway says itself when a service can't.
 *
 * <p>All of it runs on one event loop for each instance of the verticle and never waits. Every
 * pool, queue and wait has a bound. A request goes on exactly as it came: path, query and body are
 * not rewritten.
 */
@NullMarked
package io.ostiary.gateway.proxy;

import org.jspecify.annotations.NullMarked;
