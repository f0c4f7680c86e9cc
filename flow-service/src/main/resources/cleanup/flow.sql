-- What is removed once it has expired: above each statement its table and how long rows are kept. $1: the time before which
-- they ended, or their age in seconds; $2: how many at most. Rows that somebody else holds are left for the next batch.
-- For a day after its end a flow is still answered with its replacement.

-- Makes partitions for the days to come and drops those of days that are over.
-- flow_day: database.cleanup.older_than + 24h
DELETE FROM flow_day WHERE day = ANY (ARRAY(SELECT day FROM keep_flow_days($1) AS day LIMIT $2));

-- Flows outside of the partitions of days: those of version 0.1.0, and of days for which none was made in time. They take the
-- counters of their events with them: they won't have any more.
-- flow: database.cleanup.older_than + 24h
WITH ended AS MATERIALIZED (
    SELECT id FROM flow_default WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
), counters AS (
    DELETE FROM outbox_sequence WHERE stream = 'flow.events' AND key = ANY (ARRAY(SELECT id::text FROM ended))
)
DELETE FROM flow_default WHERE id = ANY (ARRAY(SELECT id FROM ended));

-- The counters of flows that went with their day.
-- outbox_sequence: database.cleanup.older_than + 24h
DELETE FROM outbox_sequence WHERE stream = 'flow.events' AND key = ANY (ARRAY(
    SELECT key FROM outbox_sequence
    WHERE stream = 'flow.events' AND key < flow_id_floor($1)::text AND substr(key, 15, 1) = '7'
        AND NOT EXISTS (SELECT FROM flow WHERE id = key::uuid)
    ORDER BY key LIMIT $2 FOR UPDATE SKIP LOCKED));

-- one_time_secret: database.cleanup.older_than + 24h
DELETE FROM one_time_secret WHERE id = ANY (ARRAY(
    SELECT id FROM one_time_secret WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- code_tries: database.cleanup.older_than + 24h
DELETE FROM code_tries WHERE flow_id = ANY (ARRAY(
    SELECT flow_id FROM code_tries WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- session_exchange: database.cleanup.older_than + 24h
DELETE FROM session_exchange WHERE flow_id = ANY (ARRAY(
    SELECT flow_id FROM session_exchange WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- continuity: database.cleanup.older_than + 24h
DELETE FROM continuity WHERE id = ANY (ARRAY(
    SELECT id FROM continuity WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- pending_change: database.cleanup.older_than + 24h
DELETE FROM pending_change WHERE verification_flow_id = ANY (ARRAY(
    SELECT verification_flow_id FROM pending_change WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- spent: database.cleanup.older_than + 24h
DELETE FROM spent WHERE (kind, key) IN (
    SELECT kind, key FROM spent WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED);

-- tries: database.cleanup.older_than + 24h
DELETE FROM tries WHERE (subject, window_start) IN (
    SELECT subject, window_start FROM tries WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED);

-- failure: database.cleanup.older_than + 24h
DELETE FROM failure WHERE (subject, slot, bucket) IN (
    SELECT subject, slot, bucket FROM failure WHERE expires_at < $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED);

-- Written no more; rows of earlier versions leave.
-- attempt: database.cleanup.older_than + 24h
DELETE FROM attempt WHERE id = ANY (ARRAY(
    SELECT id FROM attempt WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- user_error: database.cleanup.older_than + 24h
DELETE FROM user_error WHERE id = ANY (ARRAY(
    SELECT id FROM user_error WHERE created_at < $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED));

-- Calls of web hooks that were given up.
-- web_hook_delivery: ostiary.webhooks.retention
DELETE FROM web_hook_delivery WHERE id = ANY (ARRAY(
    SELECT id FROM web_hook_delivery WHERE state = 'failed' AND updated_at < $1
    ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED));
