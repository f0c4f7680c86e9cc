/** The typed interfaces of calls between services, by the service that answers. */
package io.ostiary.internal;
