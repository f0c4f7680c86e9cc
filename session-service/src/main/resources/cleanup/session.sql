-- What is removed once it has expired: above each statement its table and how long rows are kept. $1: the time before which
-- they ended, or their age in seconds; $2: how many at most. Rows that somebody else holds are left for the next batch.

-- An ended session can be looked at by the admin side for an hour.
-- session: database.cleanup.older_than + 1h
DELETE FROM session WHERE id = ANY (ARRAY(
    SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- Longer than any replica may be without a look and still go on from where it was.
-- invalidation: 10m
DELETE FROM invalidation WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM invalidation WHERE at < now() - make_interval(secs => $1) LIMIT $2 FOR UPDATE SKIP LOCKED));

-- Marks of deleted identities, with the counters of their events: longer than an effect about one can be on its way.
-- identity_snapshot: 720h
WITH gone AS MATERIALIZED (
    SELECT identity_id FROM identity_snapshot WHERE deleted AND updated_at < $1
    ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED
), counters AS (
    DELETE FROM outbox_sequence
    WHERE stream = 'session.events' AND key = ANY (ARRAY(SELECT identity_id::text FROM gone))
)
DELETE FROM identity_snapshot WHERE identity_id = ANY (ARRAY(SELECT identity_id FROM gone));
