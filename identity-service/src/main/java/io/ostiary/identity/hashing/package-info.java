/**
 * Password hashes: making them by the configured algorithm and verifying them in whatever form they
 * were imported.
 *
 * <p>{@link io.ostiary.identity.hashing.PasswordHashes} is the way in; start reading there. All
 * work runs on {@code HashingPool}, whose size is the bound on memory and CPU that logins can take:
 * a full queue is answered 429 before any memory is taken. One class per kind of hash implements
 * {@code HashFormat}. Parameters of imported hashes are bounded, because who imports a hash decides
 * what each login attempt on it costs. No class here knows identities or the database.
 */
@NullMarked
package io.ostiary.identity.hashing;

import org.jspecify.annotations.NullMarked;
