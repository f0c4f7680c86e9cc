/** What this service has decided about an identity's sessions, for identity-service, which shows it to the admin side. */
@NullMarked
package io.ostiary.session.event;

import org.jspecify.annotations.NullMarked;
