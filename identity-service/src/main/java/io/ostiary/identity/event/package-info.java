/** What happened to an identity, from the events of this service and of session-service, for the admin side. */
@NullMarked
package io.ostiary.identity.event;

import org.jspecify.annotations.NullMarked;
