/**
 * Verifiable and recovery addresses, and how addresses and identifiers are normalised.
 *
 * <p>{@link io.ostiary.identity.address.Identifiers} is the only normalisation in the service:
 * whatever is stored or looked up goes through it, else two spellings of one identifier could
 * belong to two people. Start reading there. The records know which moves are legal: pending, sent,
 * completed, never back.
 */
@NullMarked
package io.ostiary.identity.address;

import org.jspecify.annotations.NullMarked;
