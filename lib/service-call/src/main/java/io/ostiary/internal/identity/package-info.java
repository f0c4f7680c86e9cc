/**
 * What identity-service does for the others: registering, checking credentials, changing
 * identities.
 */
@NullMarked
package io.ostiary.internal.identity;

import org.jspecify.annotations.NullMarked;
