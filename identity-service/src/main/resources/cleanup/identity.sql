-- What is removed once it has expired: above each statement its table and how long rows are kept. $1: the time before which
-- they ended, or their age in seconds; $2: how many at most. Rows that somebody else holds are left for the next batch.

-- registration_attempt: 24h
DELETE FROM registration_attempt WHERE attempt_id = ANY (ARRAY(
    SELECT attempt_id FROM registration_attempt WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- Deleted identities, with the counters of their events: longer than a consumer may be behind.
-- deleted_identity: 720h
WITH gone AS MATERIALIZED (
    SELECT identity_id FROM deleted_identity WHERE deleted_at < $1
    ORDER BY deleted_at LIMIT $2 FOR UPDATE SKIP LOCKED
), counters AS (
    DELETE FROM outbox_sequence
    WHERE stream = 'identity.events' AND key = ANY (ARRAY(SELECT identity_id::text FROM gone))
)
DELETE FROM deleted_identity WHERE identity_id = ANY (ARRAY(SELECT identity_id FROM gone));
