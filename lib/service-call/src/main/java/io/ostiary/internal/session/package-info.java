/** What session-service does for the others: issuing, checking and revoking sessions. */
package io.ostiary.internal.session;
