/** What session-service does for the others: issuing, checking and revoking sessions. */
@NullMarked
package io.ostiary.internal.session;

import org.jspecify.annotations.NullMarked;
