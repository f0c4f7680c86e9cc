/**
 * TLS between the processes of the suite ({@code ostiary.internal_tls}): how a process listens, whom it trusts, and what it says
 * of those that it doesn't. Whatever is wrong with its own files ends a process before it opens a port.
 */
@NullMarked
package io.ostiary.tls;

import org.jspecify.annotations.NullMarked;
