/**
 * Generations of the contract: {@link io.ostiary.contract.generation.Generation} names them, {@link
 * io.ostiary.contract.generation.OlderBodies} writes what all services show in the older one.
 */
@NullMarked
package io.ostiary.contract.generation;

import org.jspecify.annotations.NullMarked;
