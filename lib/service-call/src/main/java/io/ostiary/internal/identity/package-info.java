/**
 * What identity-service does for the others: registering, checking credentials, changing
 * identities.
 */
package io.ostiary.internal.identity;
