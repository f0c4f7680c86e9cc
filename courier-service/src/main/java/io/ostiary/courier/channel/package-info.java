/**
 * The ways out: a {@link io.ostiary.courier.channel.Channel} hands one drawn message to a provider.
 * {@link io.ostiary.courier.channel.Channels} finds the one for a message; each kind has a folder
 * of its own below.
 *
 * <p>A channel knows neither the queue nor retries: it tells by {@link
 * io.ostiary.courier.channel.DeliveryFailure} what became of the attempt, and the dispatcher
 * decides what follows.
 */
@NullMarked
package io.ostiary.courier.channel;

import org.jspecify.annotations.NullMarked;
