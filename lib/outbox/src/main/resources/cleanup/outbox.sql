-- What is removed once it has expired: above each statement its table and how long rows are kept. $1: the time before which
-- they ended, or their age in seconds; $2: how many at most. Rows that somebody else holds are left for the next batch.
-- These tables are in the schema of each service.

-- outbox_published: ostiary.events.retention
DELETE FROM outbox_published WHERE position = ANY (ARRAY(
    SELECT position FROM outbox_published WHERE published_at < now() - make_interval(secs => $1)
    ORDER BY position LIMIT $2 FOR UPDATE SKIP LOCKED));

-- effect_receipt: ostiary.events.retention
DELETE FROM effect_receipt WHERE effect_key = ANY (ARRAY(
    SELECT effect_key FROM effect_receipt WHERE received_at < now() - make_interval(secs => $1)
    ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED));
