/**
 * What every service process does: load the shared configuration, and end with the local stack that
 * started it.
 */
@NullMarked
package io.ostiary.contract.process;

import org.jspecify.annotations.NullMarked;
