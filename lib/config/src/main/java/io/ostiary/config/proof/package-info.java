/**
 * How the gateway proves to a service which listener a request came through: see {@link
 * io.ostiary.config.proof.ListenerProof}. Shared by the gateway and the services, which share
 * nothing else.
 */
@NullMarked
package io.ostiary.config.proof;

import org.jspecify.annotations.NullMarked;
