/** The typed interfaces of calls between services, by the service that answers. */
@NullMarked
package io.ostiary.internal;

import org.jspecify.annotations.NullMarked;
