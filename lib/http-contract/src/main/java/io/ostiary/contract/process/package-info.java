/**
 * What every service process does: load the shared configuration, and end with the local stack that
 * started it.
 */
package io.ostiary.contract.process;
