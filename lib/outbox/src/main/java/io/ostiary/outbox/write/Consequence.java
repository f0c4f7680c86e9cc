package io.ostiary.outbox.write;

/**
 * What follows from a decision and must not be lost: an event for everybody, or an effect on one
 * service.
 */
public sealed interface Consequence permits Event, Effect {}
