-- What is removed once it has expired: above each statement its table and how long rows are kept. $1: the time before which
-- they ended, or their age in seconds; $2: how many at most. Rows that somebody else holds are left for the next batch.

-- Messages that are done, with their attempts and the counters of their events.
-- message: ostiary.courier.retention
WITH done AS MATERIALIZED (
    SELECT id FROM message WHERE created_at < now() - make_interval(secs => $1) AND due_at IS NULL
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
), counters AS (
    DELETE FROM outbox_sequence WHERE stream = 'courier.events' AND key = ANY (ARRAY(SELECT id::text FROM done))
)
DELETE FROM message WHERE id = ANY (ARRAY(SELECT id FROM done));
