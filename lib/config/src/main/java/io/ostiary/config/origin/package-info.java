/**
 * What pages of other origins may do with the public side: see {@link io.ostiary.config.origin.CrossOrigin}. The gateway
 * says it to browsers; flow-service holds return addresses to the same rule of wildcards.
 */
@NullMarked
package io.ostiary.config.origin;

import org.jspecify.annotations.NullMarked;
