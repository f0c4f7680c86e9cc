/**
 * Messages handed to a provider's HTTP API: text messages by {@code courier.channels}, mail where {@code
 * courier.delivery_strategy} is {@code http}. An operator's Jsonnet program makes the body of the request out of the
 * drawn message.
 *
 * <p>Start reading at {@link io.ostiary.courier.channel.http.HttpChannels}. Calls are bounded by {@code lib/outbound},
 * programs by {@code lib/jsonnet}; {@code HttpFailures} says what an answer means for the message.
 */
@NullMarked
package io.ostiary.courier.channel.http;

import org.jspecify.annotations.NullMarked;
