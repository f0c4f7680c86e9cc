/**
 * The smallest program that reacts to Ostiary's events: it prints one line for each. A starting
 * point for your own; it needs {@code lib/consumer} and nothing else of the suite.
 */
@NullMarked
package io.ostiary.example;

import org.jspecify.annotations.NullMarked;
