/**
 * TLS between the processes of the suite: the files of {@code ostiary.internal_tls}, and what is looked at before they are
 * used.
 */
@NullMarked
package io.ostiary.config.tls;

import org.jspecify.annotations.NullMarked;
