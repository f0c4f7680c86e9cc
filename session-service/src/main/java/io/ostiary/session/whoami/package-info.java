/**
 * The hot check: {@code /sessions/whoami}, answered from memory.
 *
 * <p>Path through it: {@link io.ostiary.session.whoami.WhoamiRoute} finds the token and writes the
 * answer; {@link io.ostiary.session.whoami.WhoamiMemory} holds finished answers and forgets them;
 * what isn't there is read by {@link io.ostiary.session.whoami.CheckCaller}; {@link
 * io.ostiary.session.whoami.InvalidationWatch} reads every 100 ms which answers became wrong, and
 * when it last could.
 *
 * <p>The promise: a revoked session is refused at the latest {@code ostiary.whoami.staleness_bound}
 * later, whatever fails. An answer comes from memory only while the last successful look at the
 * table {@code invalidation} is younger than the bound; else the database is asked, and without it
 * the answer is 503. Expiry is checked on every answer. {@link
 * io.ostiary.session.whoami.StalenessProbe} measures how long it takes in fact. Not covered: a
 * database that is two (split brain).
 */
@NullMarked
package io.ostiary.session.whoami;

import org.jspecify.annotations.NullMarked;
